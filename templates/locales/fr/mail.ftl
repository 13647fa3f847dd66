mail-in-rest = La suite est dans la pièce jointe « message.txt ».
mail-in-somebody = Auteur inconnu
mail-in-passed = Message transféré de { $who }
mail-in-passed-at = Message transféré de { $who }, { $date }
mail-in-refused-files = Pièces jointes qui n’ont pas pu être prises : { $names }.
mail-in-received-from = Reçu par mail de { $who }
mail-reason-unknown-sender = Cette adresse n’est celle d’aucun compte ici.
mail-reason-not-member = Il n’y a rien à cette adresse où son expéditeur puisse écrire.
mail-reason-unverified = Rien ne prouve que ce mail vient bien de cette adresse : son domaine ne signe pas ses mails.
mail-reason-forged = Rien ne prouve que ce mail vient de cette adresse, et son domaine l’exige.
mail-reason-anothers-address = Ce mail répond à une adresse de réponse donnée à quelqu’un d’autre.
mail-reason-address-ended = L’adresse de réponse est trop ancienne, ou a été invalidée.
mail-reason-closed = Les réponses à ce message sont closes.
mail-reason-removed = Le message auquel il répond n’est plus là.
mail-reason-archived = L’espace est archivé : on le lit, on n’y écrit plus.
mail-reason-digest = Il répond à un résumé, sans dire à quelle discussion.
mail-reason-no-address = Il n’y a rien à cette adresse où son expéditeur puisse écrire.
mail-reason-empty = On n’y trouve aucun mot à publier.
mail-reason-too-many = Trop de messages sont venus de cette adresse en peu de temps.
mail-reason-unreadable = Il n’a pas pu être lu.
mail-reason-too-big = Il est trop gros.
mail-reason-crash = Le lire a échoué, plusieurs fois.
mail-reason-no-author = Il n’a pas d’expéditeur.
mail-reason-several-authors = Il a plusieurs expéditeurs.
mail-reason-spam = Le serveur de mail le prend pour un indésirable.
mail-reason-loop = Il tourne en rond.
mail-reason-bounce = Un serveur dit qu’un mail n’a pas pu être remis.
mail-reason-complaint = Quelqu’un se plaint d’un mail.
mail-reason-absence = Une réponse automatique.
mail-reason-receipt = Un accusé de lecture.
mail-reason-refused = Les règles d’un message ne le permettent pas.
mail-reason-judged = Quelqu’un qui en répond l’a écarté.
mail-reason-declined = Quelqu’un qui en répond l’a refusé, et dit pourquoi.
mail-reason-blocked = L’espace n’accepte pas de mail de cette adresse.
mail-reason-reacted = Votre mot est sous le message.
mail-reason-followed = Vous suivez cette discussion.
mail-reason-muted = Vous n’entendrez plus parler de cette discussion.
mail-state-new = reçu
mail-state-published = publié
mail-state-held = gardé
mail-state-folded = déjà là
mail-state-done = fait
mail-state-dropped = écarté
mail-state-refused = refusé
space-tab-mail = Mail
held-door = L’adresse de l’espace
held-door-copy = Copier
held-door-copied = Copiée
held-door-note = Écrivez-lui, ou mettez-la en copie : le mail d’un membre devient ici un message, et ceux qui y répondent des réponses. Ce qui ne peut pas être publié tout seul attend plus bas ; rien n’est perdu.
held-total =
    { $n ->
        [one] Un mail attend.
       *[other] { $n } mails attendent, les plus anciens d’abord.
    }
held-tick = Choisir { $subject }
held-tick-all = Tout cocher
held-untick-all = Tout décocher
held-together = Les mails cochés
held-together-sender = Publier au nom de leur expéditeur
held-nothing-ticked = Aucun mail n’est coché.
held-undone =
    { $n ->
        [0] Rien n’est fait. Voici pourquoi :
        [one] Un mail est traité. Pas ceux-ci :
       *[other] { $n } mails sont traités. Pas ceux-ci :
    }
held-undone-nobody = Son adresse n’est celle d’aucun compte ici : il n’y a pas de nom sous lequel le publier.
held-undone-forged = Rien ne prouve qu’il est de la personne dont il porte le nom.
held-undone-late = Quelqu’un en a décidé entre-temps.
held-into = Publier dans
held-into-none = là où il est adressé
held-refuse-open = Refuser avec un mot
held-word = Pourquoi, en une phrase
held-word-hint = Son expéditeur la reçoit par mail, une fois. Votre nom n’y est pas.
held-refuse = Refuser et le lui dire
held-block-open = Bloquer cette adresse
held-block-note = Ce mail est écarté, et ceux que { $address } enverra encore à cet espace le seront aussitôt. Vous pourrez revenir dessus, en bas de cette page.
held-block = Bloquer
held-blocked = Adresses bloquées
held-blocked-by = par { $who }
held-release = Débloquer
held-release-one = Débloquer { $address }
problem-held-untold = On ne peut pas écrire à cet expéditeur. Vous pouvez écarter son mail.
problem-held-told-enough = Cette adresse a déjà reçu cinq lettres aujourd’hui. Refusez ce mail demain, ou écartez-le.
held-none = Aucun mail n’attend
held-none-note = Ce qui ne peut pas être publié tout seul est gardé ici, avec sa raison.
held-of-house = Mails gardés
held-of-house-lead = Ce qui n’appartient à aucun espace. Les mails gardés d’un espace sont à ses responsables.
held-of-house-count =
    { $n ->
        [0] Mails gardés de la maison : aucun
        [one] Un mail attend
       *[other] { $n } mails attendent
    }
held-to = à { $address }
held-no-subject = (sans objet)
held-no-author = (sans expéditeur)
held-level-a = L’expéditeur est vérifié.
held-level-b = L’expéditeur est vraisemblable.
held-level-c = L’expéditeur n’est pas vérifié.
held-level-d = L’expéditeur n’est pas celui qu’il dit, ou ne le prouve pas.
held-as-sender = Publier en son nom
held-as-judge = Publier en mon nom
held-drop = Écarter
held-original = Original
flash-held-published = Le mail sera publié dans un instant.
flash-held-dropped = Le mail est écarté ; il reste au registre.
flash-held-published-several = { $name } mails seront publiés dans un instant.
flash-held-dropped-several = { $name } mails sont écartés ; ils restent au registre.
flash-held-refused = Le mail est refusé, et son expéditeur va lire pourquoi.
flash-held-blocked = L’adresse est bloquée, et le mail écarté.
flash-held-released = L’adresse n’est plus bloquée.
held-confirm-title = Ce mail est-il de vous ?
held-confirm-lead = Rien ne prouvait qu’il vient de votre adresse. Si vous le confirmez, il est publié.
held-confirm-yes = Oui, publier ce mail
held-confirm-no = Il n’est pas de vous ? Fermez cette page : il ne sera pas publié.
held-confirmed = C’est confirmé
held-confirmed-note = Votre mail est publié dans un instant. Vous pouvez fermer cette page.
held-mine-lead = Ce que vous avez envoyé par mail, et ce que c’est devenu.
held-mine-find = Objet du mail
held-mine-search = Chercher
held-mine-none = Aucun mail de vous
held-mine-no-such = Aucun mail n’a cet objet
held-mine-all = Tout afficher
held-mine-none-note = Répondez par mail à un message, ou écrivez à l’adresse d’un espace : vous retrouverez ici ce que c’est devenu.
held-times =
    { $n ->
        [one] reçu une fois
       *[other] reçu { $n } fois
    }
tab-settings-mail = Mes mails
mail-via = par mail
mail-via-unproved = par mail, non vérifié
mail-elder = Donné comme message d’origine, arrivé après sa réponse
mail-folded = Signature et texte cité
mail-outside = Aussi en copie :
mail-propose = Proposer comme invité
mail-origin = Mail transféré, écrit par
mail-origin-subject = Objet
mail-origin-from = De
mail-origin-date = Envoyé
mail-origin-note = Ces noms et ces dates sont ceux du mail ; personne ne les a vérifiés.
doors-title = Les portes du mail
doors-lead = Comment les mails partent et arrivent, pour { $domain }.
doors-shared = Ce domaine est celui de vos adresses.
doors-shared-note = Prenez-en un à part pour Parvis, comme parvis.exemple.fr : qui peut y faire paraître un mail pourrait sinon confirmer des comptes ailleurs.
doors-doors = Les portes
doors-shut = fermée
doors-pipe = par la ligne de commande, pour un serveur de mail qui remet par un tube
doors-test = Un mail pour essayer
doors-test-note = Parvis s’écrit à lui-même : le mail part par votre serveur et doit revenir par une porte.
doors-test-ask = Faire un essai
doors-test-sent = Pris par le serveur de mail
doors-test-arrived = Arrivé à une porte
doors-test-read = Lu.
doors-took = après { $s } s
doors-decimal = ,
doors-dns = Ce que le DNS doit dire
doors-dns-check = Vérifier
doors-dns-found = trouvé
doors-dns-missing = absent
doors-dns-away = pas de réponse
doors-mx = Le serveur qui reçoit les mails de ce domaine et les remet à Parvis.
doors-spf = Les serveurs qui ont le droit d’envoyer en son nom.
doors-dkim = La clé publique avec laquelle votre serveur de mail signe ; il vous la donne.
doors-dmarc = Ce qu’il faut faire de ce qui n’est pas signé.
doors-waits = Ce qui attend
doors-unread = Mails reçus et pas encore lus
doors-due = Lettres à envoyer
doors-held = Mails gardés, tous espaces
doors-last-in = Dernier mail reçu
doors-last-out = Dernière lettre partie
doors-since = depuis
doors-none = 0
doors-out = Sortie
doors-out-folder = le dossier mail de Parvis, faute de serveur
doors-folders = dossier { $folder }, rangés ensuite dans { $done }
doors-look = Boîte parcourue
doors-look-none = Boîte pas encore parcourue par ce serveur
doors-traffic-none = rien encore
doors-trouble-over = Passé :
doors-trouble-connection = Le serveur de la boîte n’est pas joignable,
doors-trouble-tls = La liaison chiffrée avec le serveur de la boîte ne s’établit pas,
doors-trouble-entry = Le serveur de la boîte refuse le nom, le mot de passe ou le jeton,
doors-trouble-silence = Le serveur de la boîte ne répond pas,
doors-trouble-lost = La liaison avec le serveur de la boîte s’est coupée,
doors-trouble-folder = Un dossier de la boîte manque et ne peut pas être créé,
doors-trouble-keeping = Un mail n’a pas pu être gardé, il reste chez qui le remet,
doors-trouble-other = La lecture s’est interrompue,
doors-stuck =
    { $n ->
        [one] Une lettre attend depuis plus d’un quart d’heure : { $relay } ne la prend pas. Parvis essaie encore, pendant deux jours.
       *[other] { $n } lettres attendent depuis plus d’un quart d’heure : { $relay } ne les prend pas. Parvis essaie encore, pendant deux jours.
    }
doors-stuck-untried =
    { $n ->
        [one] Une lettre attend depuis plus d’un quart d’heure et personne ne l’envoie. Le travail de fond (parvis serve) tourne-t-il ?
       *[other] { $n } lettres attendent depuis plus d’un quart d’heure et personne ne les envoie. Le travail de fond (parvis serve) tourne-t-il ?
    }
doors-choices = Choisir une porte
doors-choices-note = Ces lignes vont dans les réglages du serveur, /etc/parvis.env, et valent au prochain démarrage. Après le signe =, les mots en capitales sont à remplacer.
doors-choice-open = ouverte
doors-choice-server = Votre serveur de mail
doors-choice-server-words = Vous tenez un Postfix : il remet par LMTP ce qui arrive au domaine de Parvis. Chaque espace a son adresse, rien ne se perd, même quand Parvis est arrêté.
doors-choice-mailbox = Une boîte chez Google ou Microsoft
doors-choice-mailbox-words = Votre mail est chez eux : créez une boîte pour Parvis seul, et faites-y arriver tout son domaine. Il la lit par IMAP.
doors-choice-none = Aucune
doors-choice-none-words = Les lettres partent si un serveur les prend, mais on n’y répond pas : tout s’écrit sur Parvis.
doors-copy = Copier
doors-copied = Copié
doors-bounces-few =
    { $n ->
        [0] Aucune lettre ces sept derniers jours.
       *[other] { $refused } refus ou retours sur { $n } lettres en sept jours.
    }
doors-bounces = { $refused } refus ou retours sur { $n } lettres en sept jours, soit { $rate } %.
doors-late =
    { $n ->
        [one] { $n } lettre n’a pas pu être remise en deux jours.
       *[other] { $n } lettres n’ont pas pu être remises en deux jours.
    }
flash-mail-test = L’essai est parti. Rechargez cette page dans un instant.
held-says = se dit { $name }
