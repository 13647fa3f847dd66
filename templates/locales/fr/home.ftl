home-title = Accueil
home-hello = Bonjour { $name }.
home-filter = Filtrer
home-all = Tout
home-unread = Non lus
home-outside = Sur le parvis
home-mine = Me concerne
home-places = Tous mes espaces
home-view = Présentation
home-view-cards = Cartes
home-view-list = Liste
home-write = Qu’est-ce qui avance, qu’est-ce qui coince ?
home-choose-space = Choisir un espace
home-read = Déjà lu
home-nothing = Rien sous ce filtre
home-all-see = Tout voir
home-quiet = Tout est calme
home-quiet-why = Ce qui s’écrit dans vos espaces paraîtra ici.
home-no-space = Vous n’êtes encore dans aucun espace
home-no-space-why = Rejoignez ceux qui vous concernent : leur fil paraîtra ici.
home-no-space-guest = Votre hôte peut vous en ouvrir un.
home-welcome = Bienvenue chez { $house }. Vous êtes l’invité de { $sponsor }, jusqu’au
home-host = Votre hôte
home-host-role = répond de votre accès
home-also = Aussi de chez { $company }
home-hearers = { $colleagues ->
        [one] { $colleagues } collègue
       *[other] { $colleagues } collègues
    }, { $guests ->
        [one] { $guests } invité
       *[other] { $guests } invités
    }
home-hearers-guest = { $colleagues ->
        [one] { $colleagues } personne
       *[other] { $colleagues } personnes
    } chez { $house }, { $guests ->
        [one] { $guests } invité
       *[other] { $guests } invités
    }
home-rail = À vos côtés
home-answered = Vous répondez de
home-until = jusqu’au
home-newcomers = Bienvenue
