# People: the directory, profiles, one's own profile.

person-directory = Annuaire
person-directory-lead = { $colleagues ->
        [one] { $colleagues } collègue
       *[other] { $colleagues } collègues
    } et { $guests ->
        [0] aucun invité pour l’instant. Cherchez un nom, un métier, une machine.
        [one] { $guests } invité. Cherchez un nom, un métier, une machine.
       *[other] { $guests } invités de { $companies ->
            [one] { $companies } entreprise
           *[other] { $companies } entreprises
        }. Cherchez un nom, un métier, une machine.
    }
person-search = Chercher dans l’annuaire
person-search-hint = Nom, métier, compétence
person-search-submit = Chercher
person-kinds = Collègues ou invités
person-all = Tous
person-colleagues = Collègues
person-guests = Invités
person-only-alike = Personne ne porte exactement ces mots. Voici ce qui leur ressemble.
person-nobody = Personne
person-nobody-advice = Essayez moins de mots, ou enlevez un filtre.
person-everybody = Voir tout le monde
person-filters = Filtres
person-by-organization = Entreprise
person-by-unit = Service
person-by-location = Lieu
person-by-skill = Compétence
person-apply = Filtrer
person-clear = Tout enlever
person-sponsor = Parrainage : { $name }
person-companions = Vos interlocuteurs
person-companions-lead = Les personnes des espaces où vous êtes.
person-alone = Personne pour l’instant
person-alone-advice = Vous verrez ici les personnes des espaces que vous partagez.

person-guest = Accès invité
person-left = A quitté l’entreprise. Ses messages restent.
person-guest-left = N’a plus d’accès. Ses messages restent.
person-guest-hears = { $name } ne fait pas partie de la maison et ne voit que les espaces où son accès est ouvert.
person-edit = Modifier ma fiche
person-write = Écrire
person-call = Appeler
person-write-shared = Écrire dans un espace partagé
person-administer = Administrer
person-about = En deux mots
person-skills = À consulter pour
person-shared = Espaces en commun
person-shared-none = Vous n’avez pas d’espace en commun.
person-until = jusqu’au
person-seen-by-guests = Ce qu’un invité voit de vous
person-seen-by-guests-note = Votre nom, votre photo, votre titre, votre organisation et les espaces que vous partagez. Rien d’autre, et seulement pour les invités de ces espaces.
person-contact = Coordonnées
person-email = Adresse mail
person-phone = Téléphone
person-team = Équipe
person-manager-of = responsable
person-stay = Parrainage
person-stay-sponsor = répond de cet accès
person-stay-until = Accès jusqu’au
person-stay-over = L’accès est terminé.

person-edit-title = Ma fiche
person-edit-back = Voir ma fiche
person-edit-lead = Ce que vos collègues trouvent de vous dans l’annuaire.
person-edit-guest-lead = Ce que les personnes de vos espaces savent de vous.
person-photo = Photo
person-photo-choose = Une image
person-photo-hint = JPEG, PNG, GIF ou WebP, 10 Mo au plus. Le carré du milieu est gardé ; le lieu et la date de la prise de vue sont effacés.
person-photo-submit = Mettre cette photo
person-photo-remove = Retirer la photo
person-name = Nom
person-title = Titre
person-title-hint = Ce que vous faites, en quelques mots.
person-unit = Service
person-location = Lieu
person-manager = Responsable
person-manager-hint = Son nom complet, ou son identifiant comme hugo.lambert.
person-skills-field = On vient vous voir pour
person-skills-hint = Séparés par des virgules.
person-about-hint = Le Markdown est compris.
person-save = Enregistrer
person-address = Adresse mail
person-address-note = Un administrateur peut la changer.
person-address-note-guest = Votre nom, votre adresse et votre organisation viennent de votre invitation. Pour les changer, voyez avec votre parrain.

problem-phone = Un numéro contient au moins un chiffre.
problem-skill-long = { $detail } caractères au plus pour chaque compétence.
problem-skills-many = { $detail } compétences au plus.
problem-manager-unknown = Aucun collègue ne porte ce nom ou cet identifiant.
problem-manager-several = Plusieurs collègues portent ce nom. Donnez son identifiant, au bout de l’adresse de sa fiche.
problem-manager-oneself = On ne peut pas être son propre responsable.

flash-profile-saved = Votre fiche est à jour.
flash-photo-changed = Votre photo est en place.
flash-photo-removed = Votre photo est retirée.

person-recent = Ses derniers messages
person-recent-comment = A répondu
person-recent-post = A écrit
