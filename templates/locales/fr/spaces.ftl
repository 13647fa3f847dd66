# Spaces: head, door, list, pages of one space.

space-all = Tous les espaces
space-tab-feed = Fil
space-tab-about = À propos
space-tab-members = Membres
space-tab-guests = Accès invités
space-tab-settings = Réglages
space-join = Rejoindre
space-leave = Quitter
space-kind-group = Groupe
space-kind-project = Espace projet
space-kind-room = Coulisse, entre collègues seulement
space-kind-secret = { "" }, non listé
space-led-by = mené par { $who }
space-led-by-others =
    { $n ->
        [one] { $n } autre
       *[other] { $n } autres
    }
space-archived-on = Archivé le { $date }
space-head-count =
    { $n ->
        [0] Personne, pour l’instant
        [one] { $n } collègue, aucun invité
       *[other] { $n } collègues, aucun invité
    }
space-hearing = Ici, tout ce que vous écrivez est lu dehors : par { $who }.
space-hearing-at = { $who } chez { $company }
space-hearing-more =
    { $n ->
        [one] { $n } autre
       *[other] { $n } autres
    }
space-hearing-invited =
    { $n ->
        [one] { $n } personne invitée
       *[other] { $n } personnes invitées
    }
space-hearing-guest = Ici, vous êtes lu par { $colleagues ->
        [one] { $colleagues } personne
       *[other] { $colleagues } personnes
    } chez { $house }{ $guests ->
        [0] { "" }
        [one] { " " }et { $guests } autre invité
       *[other] { " " }et { $guests } autres invités
    }.
space-door-group =
    { $n ->
        [0] Ce groupe n’a pas encore de membre. Ses responsables décident qui entre.
        [one] Ce groupe a { $n } membre. Ses responsables décident qui entre.
       *[other] Ce groupe a { $n } membres. Ses responsables décident qui entre.
    }
space-door-project =
    { $n ->
        [0] Cet espace projet n’a pas encore de membre. Ses responsables décident qui entre.
        [one] Cet espace projet a { $n } membre. Ses responsables décident qui entre.
       *[other] Cet espace projet a { $n } membres. Ses responsables décident qui entre.
    }
space-door-archived = Cet espace est archivé : on n’y entre plus.
space-door-asked = Votre demande est posée. Vous avez demandé à entrer :
space-door-take-back = Retirer ma demande
space-door-message = Un mot pour les responsables, facultatif
space-door-message-hint = Pourquoi vous souhaitez entrer. Eux seuls le lisent.
space-door-ask = Demander à entrer

# The list

space-index-title = Espaces
space-index-lead =
    { $n ->
        [0] Aucun espace
        [one] { $n } espace
       *[other] { $n } espaces
    } : { $closed } entre nous, { $open ->
        [one] { $open } ouvert à des partenaires.
       *[other] { $open } ouverts à des partenaires.
    }
space-index-lead-guest =
    { $n ->
        [0] Vous n’êtes dans aucun espace pour l’instant.
        [one] Vous êtes dans { $n } espace.
       *[other] Vous êtes dans { $n } espaces.
    }
space-index-search = Chercher un espace par son nom
space-index-find = Chercher
space-index-filter = Filtrer
space-which-all = Tous
space-which-mine = Les miens
space-which-archived = Archivés
space-index-outside = Sur le parvis
space-index-outside-note = des partenaires y lisent et y écrivent
space-index-inside = Dans la maison
space-index-yours = Vos espaces
space-index-none = Aucun espace ici
space-index-none-found = Aucun espace ne porte ce nom. Essayez avec moins de lettres.
space-index-none-yet = Rien à montrer pour ce choix.
space-index-counts-inside =
    { $colleagues ->
        [one] { $colleagues } collègue
       *[other] { $colleagues } collègues
    }
space-index-counts = { $colleagues ->
        [one] { $colleagues } collègue
       *[other] { $colleagues } collègues
    }, { $guests ->
        [one] { $guests } invité
       *[other] { $guests } invités
    }
space-index-counts-guest = { $colleagues ->
        [one] { $colleagues } personne de la maison
       *[other] { $colleagues } personnes de la maison
    }, { $guests ->
        [one] { $guests } invité
       *[other] { $guests } invités
    }
space-row-member = Membre
space-row-owner = Vous le menez
space-row-asked = Demande posée

# Founding, settings

space-create = Créer un espace
space-new-title = Créer un espace
space-new-lead = Vous en serez responsable ; vous pourrez le confier à quelqu’un d’autre.
space-name = Nom
space-kind = Genre
space-new-group-hint = Entre collègues seulement, pour toujours : aucun invité ne peut y entrer.
space-new-project-hint = Un travail qui a un but. Un responsable peut l’ouvrir à des partenaires.
space-new-room = Avec une coulisse
space-new-room-hint = Pour un projet : un espace à côté, réservé aux collègues du projet.
space-visibility = Pour les collègues qui n’en sont pas membres
space-visibility-open = Ouvert
space-visibility-open-hint = Ils le lisent, et y entrent d’eux-mêmes.
space-visibility-closed = Sur demande
space-visibility-closed-hint = Ils savent qu’il existe, et demandent à y entrer.
space-visibility-secret = Secret
space-visibility-secret-hint = Ils ne savent pas qu’il existe.
space-purpose = À quoi il sert, en une phrase
space-purpose-hint = Elle se lit sous le nom, partout.
space-description = Description
space-description-hint = En Markdown. Elle se lit sous l’onglet « À propos ».
space-cancel = Annuler
space-room-suffix = { "" }, coulisse
space-settings-name-hint = L’adresse suit le nom ; l’ancienne continue d’y mener.
space-settings-guests = Ce choix ne concerne que les collègues : les invités restent ceux qui ont un accès.
space-settings-room = Le nom et les membres de cette coulisse suivent ceux de son projet.
space-settings-save = Enregistrer
space-settings-open-room = Ouvrir une coulisse
space-settings-open-room-note = Un espace à côté de celui-ci, pour ce qui reste entre collègues. Ses membres sont, toujours, exactement les collègues du projet, avec les mêmes rôles.
space-settings-archive = Archiver cet espace
space-settings-archive-note = On peut tout y lire, et plus rien y écrire. Un responsable peut le rouvrir.
space-settings-reopen = Rouvrir cet espace
space-settings-reopen-note = On pourra de nouveau y écrire.
space-leave-title = Quitter { $name }
space-leave-open = Vous pourrez toujours lire cet espace, et y revenir. Ce que vous y avez écrit reste.
space-leave-closed = Vous ne le lirez plus, et il faudra demander pour y revenir. Ce que vous y avez écrit reste.
space-leave-do = Quitter cet espace
flash-space-created = « { $name } » est créé. Vous en êtes responsable.
flash-room-opened = La coulisse est ouverte. Ses membres sont les collègues du projet.
flash-space-edited = C’est enregistré.
flash-space-archived = L’espace est archivé.
flash-space-reopened = L’espace est rouvert.
flash-space-joined = Vous êtes membre de cet espace.
flash-space-left = Vous avez quitté cet espace.
flash-space-handed-over = L’espace est confié.
flash-join-requested = Votre demande est posée.
flash-join-taken-back = Votre demande est retirée.
flash-join-accepted = Cette personne est entrée.
flash-join-refused = La demande est refusée.
flash-member-invited = Cette personne est entrée.
flash-member-removed = Cette personne n’est plus membre.
flash-role-changed = Le rôle est changé.
problem-no-such-colleague = Aucun collègue n’a l’identifiant « { $detail } ».
problem-already-member = Cette personne est déjà membre.
problem-not-the-name = Ce n’est pas le nom exact de l’espace.

# About

space-about-no-description = Cet espace n’a pas encore de description.
space-about-write = En écrire une
space-about-owners = Responsables
space-about-no-owner = Personne ne répond de cet espace pour l’instant. Un administrateur peut s’en charger.
space-about-rules = Qui entre, qui lit
space-about-created = Créé le
space-about-group = Un groupe de la maison.
space-about-project = Un espace projet.
space-about-room = La coulisse d’un projet : ses membres sont, toujours, exactement les collègues du projet.
space-about-group-guest = Un groupe de la maison.
space-about-project-guest = Un espace projet.
space-about-room-guest = La coulisse d’un projet.
space-about-open = Tout collègue peut le lire, et y entrer.
space-about-closed = Les autres collègues savent qu’il existe ; ils demandent à y entrer.
space-about-secret = Les autres collègues ne savent pas qu’il existe.
space-about-open-guest = Toute la maison peut le lire.
space-about-closed-guest = Ses membres seuls le lisent.
space-about-secret-guest = Ses membres seuls le lisent.
space-about-opened-never = Aucun invité ne peut y entrer.
space-about-opened-not = Il n’est pas ouvert aux invités. Un responsable peut l’ouvrir.
space-about-opened-yes = Il est ouvert à des invités : leur entreprise est toujours nommée.
space-about-opened-never-guest = Aucun invité ne peut y entrer.
space-about-opened-not-guest = Il n’est pas ouvert aux invités.
space-about-opened-yes-guest = Des invités de plusieurs entreprises peuvent y être : la leur est toujours nommée.

# Members

members-colleagues =
    { $n ->
        [0] Aucun collègue
        [one] { $n } collègue
       *[other] { $n } collègues
    }
members-of-house =
    { $n ->
        [one] { $n } personne chez { $house }
       *[other] { $n } personnes chez { $house }
    }
members-guests = { $n ->
        [one] { $n } invité
       *[other] { $n } invités
    } { $companies ->
        [one] de { $companies } entreprise
       *[other] de { $companies } entreprises
    }{ $expected ->
        [0] { "" }
        [one] { "" }, { $expected } attendu
       *[other] { "" }, { $expected } attendus
    }
members-guests-note = Les invités lisent le fil et la liste des membres.
members-room = Les membres d’une coulisse sont, toujours, les collègues de son projet. On y entre et on en sort par le projet :
members-requests =
    { $n ->
        [one] { $n } demande d’entrée
       *[other] { $n } demandes d’entrée
    }
members-asked = a demandé
members-accept = Accueillir
members-refuse = Refuser
members-refuse-word = Un mot, facultatif
members-refuse-do = Refuser la demande
members-search = Chercher parmi les membres
members-add = Ajouter
members-invite-guest = Inviter
members-leads = mène l’espace
members-keeps-order = modère
members-me = vous
members-acts = Actions, { $name }
members-make-owner = Nommer responsable
members-make-moderator = Nommer modérateur
members-make-member = Rendre simple membre
members-hand-over = Lui confier l’espace, à ma place
members-remove = Retirer de l’espace
members-sponsor = parrainage : { $name }
members-new-title = Ajouter un collègue à { $name }
members-new-lead = Il en sera membre aussitôt. Un partenaire entre autrement : par un accès invité.
members-new-search = Chercher par son nom
members-new-nobody = Personne d’autre ne porte ce nom.
members-new-handle = Ou par son identifiant
members-new-handle-hint = Celui de son adresse ici : prenom.nom
members-new-add = Ajouter
members-back = Membres de { $name }

# For admins

admin-spaces-title = Espaces de la maison
admin-spaces-lead = Leurs noms et leurs responsables, jamais leur contenu. On y entre comme tout le monde : à découvert.
admin-spaces-leaving = Bientôt supprimés
admin-spaces-all =
    { $n ->
        [one] { $n } espace
       *[other] { $n } espaces
    }
admin-space-room = Coulisse
admin-space-open = ouvert
admin-space-closed = sur demande
admin-space-secret = secret
admin-space-counts = { $colleagues ->
        [one] { $colleagues } collègue
       *[other] { $colleagues } collègues
    }, { $guests ->
        [0] aucun invité
        [one] { $guests } invité
       *[other] { $guests } invités
    }
admin-space-archived = archivé
admin-space-orphan = sans responsable
admin-space-due = Suppression :
admin-space-charge = S’en charger
admin-space-enter = Entrer
admin-space-keep = Garder
admin-space-delete = Supprimer
admin-delete-title = Supprimer { $name }
admin-delete-note = L’espace, ses messages et sa coulisse disparaissent aussitôt pour tous. Pendant un jour, un administrateur peut encore les garder ; ensuite, rien ne les ramène.
admin-delete-name = Écrivez le nom de l’espace : { $name }
admin-delete-do = Supprimer cet espace
flash-admin-entered = Vous êtes membre de cet espace, et ses membres le voient.
flash-admin-took-charge = Vous répondez de cet espace, et ses membres le voient.
flash-space-deletion-asked = L’espace sera supprimé dans un jour. D’ici là, vous pouvez le garder.
flash-space-kept = L’espace est gardé.

space-colour = Couleur
space-colour-hint = Elle se voit en tête de l’espace et dans la liste des espaces, là où il n’y a pas d’image.
space-colour-none = Aucune
space-colour-moss = Mousse
space-colour-lagoon = Lagune
space-colour-sky = Ciel
space-colour-violet = Violette
space-colour-plum = Prune
space-colour-stone = Pierre
space-picture = Image
space-picture-hint = JPEG, PNG, GIF ou WebP, 10 Mo au plus. Le carré du milieu est gardé. Elle est vue de ceux qui trouvent l’espace dans leur liste.
space-picture-submit = Mettre cette image
space-picture-remove = Retirer l’image
flash-space-picture-changed = L’image de l’espace est en place.
flash-space-picture-removed = L’image de l’espace est retirée.
