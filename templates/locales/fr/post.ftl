post-new-title = Écrire
post-new-lead = Choisissez d’abord l’espace : c’est lui qui dit qui lira.
post-new-nowhere = Vous n’êtes encore dans aucun espace
post-new-nowhere-why = On écrit toujours dans un espace : rejoignez-en un.
post-write-in = Écrire dans { $name }
post-history = Historique
post-history-lead = Ce qui était écrit avant chaque modification. Tous les lecteurs du message peuvent le voir.
post-history-back = Revenir au fil
post-history-now = Version actuelle
post-pin = Épingler en haut de l’espace
post-unpin = Ne plus épingler
post-close = Clore les réponses
post-reopen = Rouvrir les réponses
post-delete-question = Retirer ce message ? Il restera qu’il a existé, qui l’a retiré et quand.
post-removed = Message retiré
post-removed-by = Retiré par { $name },
post-closed = Les réponses à ce message sont closes.
post-archived = Cet espace est archivé : on y lit, on n’y écrit plus.
post-replying = Vous répondez à une réponse.
post-replying-whole = Répondre plutôt au message
post-readers = Qui lit ce fil
post-readers-all = Voir tous les membres
post-edit-title = Modifier le message
post-edit-lead = Ce qui était écrit reste dans l’historique, que vos lecteurs peuvent ouvrir.
post-edit-save = Enregistrer
post-thread-gap =
    { $n ->
        [one] Afficher { $n } réponse
       *[other] Afficher { $n } réponses
    }
post-thread-gap-some =
    { $n ->
        [one] Afficher la suite, { $n } réponse masquée
       *[other] Afficher la suite, { $n } réponses masquées
    }
post-thread-new =
    { $n ->
        [one] { $n } nouvelle réponse
       *[other] { $n } nouvelles réponses
    }
problem-too-fast = Un peu trop vite : attendez une minute, puis publiez. Rien n’est perdu.
flash-post-published = Message publié.
flash-post-edited = Message modifié. L’ancienne version reste dans l’historique.
flash-post-deleted = Message retiré.
flash-post-pinned = Message épinglé en haut de l’espace.
flash-post-unpinned = Le message n’est plus épinglé.
flash-post-closed = Réponses closes.
flash-post-reopened = Réponses rouvertes.
quote-answered = a répondu,
