# The shell: layout.html and part/frame.html.

frame-skip = Aller au contenu
frame-home = Accueil
frame-search = Rechercher
frame-search-hint = Un message, un fichier, une personne
frame-write = Écrire
frame-write-where = Dans quel espace écrire ?
frame-me = Mon compte, { $name }
frame-profile = Mon profil
frame-settings = Réglages
frame-admin = Administration
frame-sign-out = Sortir
frame-main-nav = Principale
frame-main-nav-narrow = Principale, en bas
frame-people = Annuaire
frame-inside = Dans la maison
frame-outside = Sur le parvis
frame-your-spaces = Vos espaces
frame-spaces = Tous les espaces
frame-spaces-short = Espaces
frame-unread =
    { $n ->
        [one] non lu
       *[other] non lus
    }
frame-access-until = Accès jusqu’au
frame-sponsor = Parrainage : { $name }
frame-viewing-title = Vue d’une autre personne
frame-viewing = Vous voyez Parvis comme
frame-viewing-note = Rien de ce que vous feriez ici ne partirait.
frame-viewing-leave = Revenir à ma vue

# The parts that pages are made of: templates/part.

part-guest = { $company } · accès invité
part-faces-more =
    { $n ->
        [one] et { $n } autre
       *[other] et { $n } autres
    }
part-reach-open = Ouvert
part-reach-inside = Interne :
part-reach-inside-title = Espace interne
part-reach-long-outside = Ouvert à l’extérieur
part-reach-long-inside = Entre nous
part-room = Coulisse
part-room-of = Coulisse de
part-space-on-request = Sur demande
part-guest-view = Voir comme un invité
part-guests-expected =
    { $n ->
        [0] { "" }
        [one] { $n } invité
       *[other] { $n } invités
    }{ $expected ->
        [0] { "" }
        [one] { $n ->
            [0] { "" }
           *[other] { ", " }
        }{ $expected } attendu
       *[other] { $n ->
            [0] { "" }
           *[other] { ", " }
        }{ $expected } attendus
    }
part-arcade = Entreprises invitées
part-arcade-invite = Inviter
part-arcade-company = une entreprise
part-unread = Non lu
part-pinned = Épinglé
part-edited = modifié
part-post-menu = Actions sur ce message
part-post-untitled = Message de { $name }
part-read-on = Lire la suite
part-read-by = Lu par { $who }
part-answers =
    { $n ->
        [one] { $n } réponse
       *[other] { $n } réponses
    }
part-answer = Répondre
part-answer-rest = Répondre…
part-answer-outside = Répondre, invités compris
part-your-answer = Votre réponse
part-edit = Modifier
part-delete = Retirer
part-delete-comment = Retirer cette réponse ? Il restera qu’elle a existé.
part-deleted = Réponse retirée par { $by },
part-keep = Garder
part-thread = Réponses
part-thread-more =
    { $n ->
        [one] Afficher la réponse précédente
       *[other] Afficher { $n } réponses précédentes
    }
part-pager = Pages
part-pager-older = Plus ancien
part-pager-newer = Plus récent
part-pager-next = Page suivante
part-pager-before = Page précédente
part-problems =
    { $n ->
        [one] Il reste une chose à corriger. Rien de ce que vous avez écrit n’est perdu.
       *[other] Il reste { $n } choses à corriger. Rien de ce que vous avez écrit n’est perdu.
    }
part-setup = première installation

# Writing

part-title = Titre, facultatif
part-title-hint = Titre, si le sujet en mérite un
part-message = Votre message
part-publish = Publier
part-publish-outside =
    { $n ->
        [one] Publier, { $n } invité lira
       *[other] Publier, { $n } invités liront
    }
part-readers = { $colleagues ->
        [one] { $colleagues } collègue
       *[other] { $colleagues } collègues
    } et { $guests ->
        [one] { $guests } invité
       *[other] { $guests } invités
    }
part-audience-inside =
    { $colleagues ->
        [0] Vous êtes seul ici pour l’instant. Aucun invité ne peut entrer ici.
        [one] Lu par { $colleagues } collègue. Aucun invité ne peut entrer ici.
       *[other] Lu par { $colleagues } collègues. Aucun invité ne peut entrer ici.
    }
part-audience-outside = Lu par { $colleagues ->
        [one] { $colleagues } collègue
       *[other] { $colleagues } collègues
    } et { $guests ->
        [one] { $guests } invité
       *[other] { $guests } invités
    } ({ $companies }).
part-readers-inside =
    { $colleagues ->
        [0] Vous seul, pour l’instant
        [one] { $colleagues } collègue
       *[other] { $colleagues } collègues
    }
part-readers-guest = { $colleagues ->
        [one] { $colleagues } personne
       *[other] { $colleagues } personnes
    } chez { $house }{ $guests ->
        [0] { "" }
        [one] { " " }et { $guests } autre invité
       *[other] { " " }et { $guests } autres invités
    }
part-audience-guest = Lu par { $colleagues ->
        [one] { $colleagues } personne
       *[other] { $colleagues } personnes
    } chez { $house }{ $guests ->
        [0] { "" }
        [one] { " " }et { $guests } autre invité
       *[other] { " " }et { $guests } autres invités
    }.
part-audience-grown = Quelqu’un est entré pendant que vous écriviez.
part-audience-who = Qui ?
part-tools = Mise en forme
part-tool-bold = Gras
part-tool-italic = Italique
part-tool-list = Liste
part-tool-link = Lien
part-tool-mention = Mentionner quelqu’un
part-draft-saved = Brouillon gardé
part-draft-kept = Brouillon gardé sur cet appareil
part-draft-offline = Hors ligne. Votre texte est gardé sur cet appareil.
frame-my-spaces = Tous mes espaces ({ $n })
frame-write-elsewhere = Ailleurs, parmi tous mes espaces
frame-drafts = Brouillons
part-copy-link = Copier le lien
part-link-copied = Lien copié
