guest-title = Accès invités
guest-count = { $here } dans l’espace, { $waiting } en attente
guest-invite = Inviter
guest-open = Ouvrir à l’extérieur
guest-closed-title = Aucun invité ne peut entrer ici
guest-closed-words = Cet espace projet est entre nous. Un responsable peut l’ouvrir à des partenaires.
guest-none-title = La porte est ouverte, personne n’est encore entré
guest-none-words = Chaque invité a un nom, une date de fin et quelqu’un qui en répond.
guest-close-link = Fermer cet espace à l’extérieur
guest-col-who = Invité
guest-col-spaces = Espaces
guest-col-sponsor = Parrainage
guest-col-end = Fin d’accès
guest-col-seen = Dernière venue
guest-col-company = Entreprise
guest-col-state = État
guest-col-acts = Actions
guest-gives-back = adresse refusée
guest-flagged = à confirmer
guest-state-here = est là
guest-export = Exporter
guest-state-proposed = attend un accord
guest-state-invited = invitation envoyée
guest-link-until = lien valable jusqu’au
guest-never-seen = pas encore venu
guest-approve = Approuver
guest-refuse = Refuser
guest-resend = Relancer
guest-withdraw = Retirer
guest-view = Voir comme cet invité
guest-extend = Prolonger
guest-more-places =
    { $n ->
        [one] et { $n } autre espace
       *[other] et { $n } autres espaces
    }
guest-opening-title = Ouvrir { $name } à l’extérieur
guest-opening-lead = Des invités d’autres entreprises pourront y être conviés, un par un. Voici ce que cela rend visible.
guest-opening-posts =
    { $posts ->
        [0] Aucun message n’est publié ici pour l’instant.
        [one] { $posts } message et ses réponses ({ $comments }) pourront être lus, selon ce que chaque invitation donne à voir du passé.
       *[other] { $posts } messages et leurs réponses ({ $comments }) pourront être lus, selon ce que chaque invitation donne à voir du passé.
    }
guest-opening-people =
    { $n ->
        [one] Le nom, la photo et le métier de { $n } collègue seront vus des invités.
       *[other] Le nom, la photo et le métier de { $n } collègues seront vus des invités.
    }
guest-opening-nobody = Personne n’entre aujourd’hui : chaque invitation est un acte à part, avec une date de fin.
guest-opening-room = La coulisse reste entre collègues, toujours.
guest-opening-tick = J’ai relu ce qui s’y trouve, et j’ouvre cet espace
guest-leave-closed = Laisser fermé
guest-leave-open = Laisser ouvert
guest-closing-title = Fermer { $name } à l’extérieur
guest-closing-lead = L’espace redevient entre nous, à l’instant.
guest-closing-guests =
    { $n ->
        [0] Aucun invité n’y entre pour l’instant.
        [one] { $n } invité perd son accès à cet espace.
       *[other] { $n } invités perdent leur accès à cet espace.
    }
guest-closing-invited =
    { $n ->
        [0] Aucune invitation n’attend de réponse.
        [one] { $n } invitation en attente est retirée.
       *[other] { $n } invitations en attente sont retirées.
    }
guest-closing-words = Ce qu’ils ont écrit reste, sous leur nom et leur entreprise. Ils reçoivent un mail.
guest-closing-tick = J’ai compris, je ferme cet espace
guest-closing-do = Fermer à l’extérieur
guest-new-title = Faire entrer quelqu’un
guest-new-lead = Une invitation ouvre une porte, pour une durée, sur les espaces que vous choisissez. Le reste de la maison reste fermé.
guest-new-who = Qui
guest-new-addresses = Adresses mail
guest-new-addresses-hint = Une par ligne, avec le nom si vous le savez : Marie Roux <m.roux@acier-duval.example>
guest-new-company = Entreprise
guest-new-company-hint = Son nom suivra le leur partout, dans chaque message.
guest-new-company-other = Une autre entreprise, à nommer
guest-new-company-guests = { $n } déjà là
guest-new-company-name = Nom de cette autre entreprise
guest-new-company-kind = Ce qu’elle est pour la maison
guest-kind-supplier = Fournisseur
guest-kind-partner = Partenaire
guest-kind-customer = Client
guest-new-where = Où
guest-new-horizon = Ce qu’ils lisent du passé
guest-horizon-now = À partir de leur entrée
guest-horizon-now-hint = Rien de ce qui a été écrit avant.
guest-horizon-start = Depuis le début
guest-horizon-start-hint = Tout ce qui a jamais été publié dans ces espaces.
guest-horizon-date = À partir d’une date
guest-new-horizon-on = Cette date
guest-new-until = Sous la responsabilité de qui, jusqu’à quand
guest-new-sponsor-hint = Répond de leur présence et reçoit les rappels.
guest-new-end-hint =
    { $n ->
        [one] { $n } jour au plus, prolongeable.
       *[other] { $n } jours au plus, prolongeable.
    }
guest-new-purpose = Pour quoi faire
guest-new-purpose-hint = Ils le liront dans l’invitation.
guest-new-word = Un mot de vous
guest-new-word-label = Mot personnel
guest-new-language = Langue du mail
guest-new-second-key = Une autre personne doit donner son accord avant que les mails partent.
guest-new-at-once = Un mail part à chaque adresse. Le lien vaut 14 jours.
guest-new-propose = Proposer
guest-new-send = Envoyer les invitations
guest-preview = Aperçu
guest-preview-title = Ce qu’ils verront, exactement
guest-preview-frame = { $name }, vu par un invité
guest-sees-space = { $name } : ses messages, selon ce qu’ils lisent du passé
guest-sees-people =
    { $n ->
        [one] Le nom, la photo et le métier de { $n } collègue
       *[other] Le nom, la photo et le métier de { $n } collègues
    }
guest-sees-not-spaces = Pas l’annuaire, ni les autres espaces, ni leur existence
guest-sees-not-room = Pas la coulisse, ni les numéros de poste
guest-preview-now = L’aperçu à leur entrée
guest-preview-start = l’aperçu depuis le début
guest-preview-counts = Messages lisibles : { $posts }. Espaces visibles : { $spaces }.
guest-preview-none = Rien à lire avant leur entrée
guest-preview-none-words = Ils liront ce qui sera publié ensuite.
guest-preview-people = Les personnes qu’ils verront
guest-access-title = L’accès de { $name }
guest-access-lead = { $company } · accès invité
guest-access-contract = Le contrat
guest-access-email = Adresse
guest-access-accepted = Entrée
guest-access-not-yet = pas encore
guest-access-proposed = Cette proposition attend l’accord d’une deuxième personne. Personne n’a encore été prévenu.
guest-access-invited = L’invitation est partie. L’espace est déjà compté comme ouvert.
guest-access-flagged = { $name } répond de cet accès à la place de quelqu’un qui est parti. Confirmez, ou choisissez une autre personne.
guest-access-ended = Cet accès a pris fin.
guest-access-sponsor = Qui répond de cet accès
guest-access-sponsor-do = Confier
guest-access-history = Histoire
guest-end = Fermer l’accès maintenant
guest-end-words = { $name } ne pourra plus rien lire ni écrire ici, à l’instant. Ses messages restent.
guest-ended-expired = Sa date est arrivée.
guest-ended-ended = Il a été fermé.
guest-ended-refused = Il a été refusé.
guest-ended-withdrawn = L’invitation a été retirée.
guest-ended-declined = La personne invitée a dit non.
guest-ended-space-closed = L’espace a été fermé à l’extérieur.
guest-ended-organization-ended = Tous les accès de cette entreprise ont été fermés.
guest-ended-left = La personne est partie.
guest-told-proposed = a proposé cet accès
guest-told-approved = accès approuvé, invitation envoyée
guest-told-accepted = a accepté et est entré
guest-told-extended = accès prolongé jusqu’au { $name }
guest-told-sponsor = accès confié à { $name }
guest-told-narrowed = un des espaces s’est fermé aux invités
guest-told-ended = fin de l’accès. { $name }
guest-told-looked = a regardé avec les yeux de cet invité
guest-admin-lead =
    { $n ->
        [one] { $n } accès, pour { $companies } entreprises. Chacun a un nom, une date et quelqu’un qui en répond.
       *[other] { $n } accès, pour { $companies } entreprises. Chacun a un nom, une date et quelqu’un qui en répond.
    }
guest-admin-all = Tous les invités
guest-admin-filter = Par entreprise
guest-filter-all = Tous
guest-end-company = Fermer tous les accès de { $name }
guest-end-company-words =
    { $n ->
        [one] { $n } accès prend fin à l’instant. Ce qui a été écrit reste.
       *[other] { $n } accès prennent fin à l’instant. Ce qui a été écrit reste.
    }
guest-invitation-title = { $by } vous ouvre une porte chez { $house }
guest-invitation-see = Ce que vous verrez
guest-invitation-see-words =
    { $n ->
        [one] L’espace { $spaces }. { $purpose }.
       *[other] { $n } espaces : { $spaces }. { $purpose }.
    }
guest-invitation-horizon-now = Ce qui y sera publié à partir de votre entrée.
guest-invitation-horizon-start = Tout ce qui y a été publié depuis le début.
guest-invitation-horizon-date = Ce qui y a été publié à partir du
guest-invitation-seen = Ce que l’on verra de vous
guest-invitation-seen-words = Votre nom, suivi de « { $company } », et ce que vous écrirez. Rien d’autre que ce que vous y ajouterez vous-même.
guest-invitation-until = Jusqu’à quand
guest-invitation-sponsor = { $sponsor } répond de votre accès et peut le prolonger.
guest-invitation-address = Vous entrez avec l’adresse { $email }.
guest-invitation-name = Votre nom
guest-invitation-name-hint = Tel que les autres le liront, suivi de { $company }.
guest-invitation-password = Mot de passe
guest-invitation-password-hint = 12 caractères au moins. Une phrase convient très bien.
guest-invitation-by-mail = Je préfère un lien par mail à chaque fois, sans mot de passe
guest-invitation-charter = La charte de { $house }
guest-invitation-charter-tick = J’ai lu la charte de { $house } et je la suivrai
guest-invitation-accept = Accepter et entrer
guest-invitation-decline = Non merci, refuser cette invitation
guest-invitation-sign-in = Vous avez déjà un accès avec { $email }. Entrez d’abord, puis acceptez.
guest-invitation-sign-in-do = Entrer
guest-another-words = Vous êtes entré sous le nom de { $name }. Sortez, puis rouvrez le lien reçu par mail.
guest-declined-title = C’est noté
guest-declined-words = L’invitation est refusée. Rien n’est gardé de vous, si ce n’est cette réponse.
guest-welcome-title = Bienvenue, { $name }
guest-welcome-where =
    { $n ->
        [one] Vous êtes chez { $house }. Tout se passe dans l’espace ci-dessous : lisez, écrivez, répondez.
       *[other] Vous êtes chez { $house }. Tout se passe dans les { $n } espaces ci-dessous : lisez, écrivez, répondez.
    }
guest-welcome-seen = Votre nom y est toujours suivi de « { $company } ». Tous ceux qui sont dans l’espace lisent ce que vous y écrivez, et personne d’autre.
guest-welcome-until = Votre accès va jusqu’au { $date }. { $sponsor } en répond : c’est à cette personne que vous adresser.
problem-guest-understood = Cochez cette case pour confirmer.
problem-guest-no-space = Choisissez au moins un espace.
problem-guest-space-closed = Un de ces espaces n’est pas ouvert à l’extérieur.
problem-guest-many = Cinquante personnes au plus à la fois : proposez les suivantes ensuite.
problem-guest-nobody = Donnez au moins une adresse.
problem-guest-end-past = Cette date est passée.
problem-guest-end-far = { $detail } jours au plus.
problem-guest-date = Choisissez une date.
problem-guest-horizon = Choisissez une date passée.
problem-guest-sponsor = Choisissez un collègue de l’espace.
problem-guest-twice = { $detail } est là deux fois.
problem-guest-shared = « { $detail } » est une boîte partagée. Une invitation est personnelle.
problem-guest-of-house = { $detail } est une adresse de la maison. Un collègue n’est pas un invité.
problem-guest-elsewhere = { $detail } est déjà connu ici, dans cette autre entreprise.
problem-guest-suspended = { $detail } est suspendu. Adressez-vous à un administrateur.
problem-guest-already = { $detail } a déjà un accès ou une invitation pour un de ces espaces.
problem-guest-organization = Choisissez une entreprise.
problem-guest-kind = Choisissez ce qu’elle est pour la maison.
problem-guest-charter = Cochez cette case pour entrer.
flash-guest-opened = L’espace est ouvert. Qui voulez-vous faire entrer ?
flash-guest-closed = L’espace est fermé à l’extérieur. Ses invités n’y entrent plus.
flash-guest-waiting = Proposé. Une autre personne doit donner son accord.
flash-guest-invited = Invitations envoyées : { $name }.
flash-guest-extended = L’accès est prolongé.
flash-guest-sponsor = { $name } répond de cet accès.
flash-guest-resent = L’invitation est repartie, avec un nouveau lien.
flash-guest-not-resent = L’invitation vient d’être envoyée, ou n’a plus lieu d’être.
flash-guest-approved = Approuvé. L’invitation part.
flash-guest-refused = Refusé. Personne n’a été prévenu.
flash-guest-ended = C’est fermé.
flash-guest-organization-ended = Accès fermés : { $name }.
letter-guest-invitation-subject = { $by } vous ouvre une porte chez { $house }
letter-guest-invitation-enter =
    { $n ->
        [one] Entrer dans { $spaces }
       *[other] Entrer
    }
letter-guest-invitation-link = Le lien est à vous seul. Il sert une fois, pendant 14 jours.
letter-guest-see = Ce que vous verrez.
letter-guest-see-words =
    { $n ->
        [one] L’espace { $spaces } et ses messages. { $purpose }.
       *[other] { $n } espaces, { $spaces }, et leurs messages. { $purpose }.
    } { $readers ->
        [one] { $readers } personne y lit aussi.
       *[other] { $readers } personnes y lisent aussi.
    }
letter-guest-seen = Ce que l’on verra de vous.
letter-guest-seen-words = Votre nom, suivi de « { $company } », et ce que vous écrirez. Rien d’autre.
letter-guest-until = Jusqu’à quand.
letter-guest-until-words = Le { $date }. { $sponsor } répond de votre accès et peut le prolonger.
letter-guest-invitation-why = Vous ne connaissez pas { $by } ? Ignorez ce mail, rien ne se passera. La page qui s’ouvre permet aussi de refuser.
letter-guest-ending-subject = Votre accès chez { $house } va jusqu’au { $date }
letter-guest-ending-subject-sponsor = L’accès de { $guest } ({ $company }) va jusqu’au { $date }
letter-guest-ending-words = Votre accès à { $spaces } prend fin le { $date }. S’il vous est encore utile, dites-le à { $sponsor }, qui peut le prolonger. Sinon, il n’y a rien à faire.
letter-guest-ending-words-sponsor = L’accès de { $guest } ({ $company }) à { $spaces } prend fin le { $date }. Vous en répondez : prolongez-le s’il est encore utile. Sans réponse, la porte se referme d’elle-même.
letter-guest-ending-enter = Voir cet accès
letter-guest-ending-why = Vous recevez ce mail parce que vous avez un accès chez { $house }.
letter-guest-ending-why-sponsor = Vous recevez ce mail parce que vous répondez de l’accès de { $guest }.
letter-guest-ended-subject = Votre accès chez { $house } a pris fin
letter-guest-ended-subject-sponsor = L’accès de { $guest } ({ $company }) a pris fin
letter-guest-ended-expired = La date de fin de votre accès est arrivée.
letter-guest-ended-words = Votre accès a été fermé.
letter-guest-ended-thanks = Ce que vous avez écrit reste dans le fil, sous votre nom. Pour revenir, adressez-vous à { $sponsor }.
letter-guest-ended-words-sponsor = L’accès de { $guest } ({ $company }) dont vous répondiez, est fermé. Ce que cette personne a écrit reste.
letter-guest-ended-why = Vous recevez ce mail parce que vous aviez un accès chez { $house }.
letter-guest-narrowed-subject = Votre accès à { $closed } a pris fin, { $house }
letter-guest-narrowed-words = L’espace { $closed } ne reçoit plus d’invités. Vous gardez votre accès à { $spaces }, jusqu’au { $date }.
letter-guest-narrowed-thanks = Ce que vous y avez écrit reste dans le fil, sous votre nom. Une question ? Adressez-vous à { $sponsor }.
letter-guest-handed-subject = Vous répondez désormais de l’accès de { $guest } ({ $company })
letter-guest-handed-words = Vous répondez désormais de l’accès de { $guest } ({ $company }) à { $spaces }, jusqu’au { $date }. Vous pouvez le prolonger, y mettre fin ou le confier à quelqu’un d’autre.
letter-guest-handed-flagged = La personne qui en répondait n’est plus là. Confirmez que vous prenez le relais, ou désignez quelqu’un d’autre.
