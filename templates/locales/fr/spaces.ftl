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
