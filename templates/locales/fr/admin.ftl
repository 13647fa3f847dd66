# The admins' pages.

admin-title = Administration
admin-lead = Ce que la maison confie à ses administrateurs. Être administrateur n’ouvre aucun espace.
admin-people = Personnes
admin-people-note = { $active ->
        [one] { $active } collègue
       *[other] { $active } collègues
    }, dont { $admins ->
        [one] { $admins } administrateur
       *[other] { $admins } administrateurs
    }.
admin-people-suspended = { $n ->
        [one] { $n } accès suspendu.
       *[other] { $n } accès suspendus.
    }
admin-invitations = Inviter des collègues
admin-invitations-note = Une adresse, plusieurs, ou un fichier.
admin-organizations = Organisations
admin-organizations-note = { $n ->
        [0] Aucun partenaire pour l’instant.
        [one] { $n } partenaire.
       *[other] { $n } partenaires.
    }
admin-guests = Invités
admin-guests-note = Qui entre, sous la responsabilité de qui, jusqu’à quand.
admin-spaces = Espaces
admin-spaces-note = Fermer, supprimer, entrer au vu de tous.
admin-mail = Courrier
admin-mail-note = Les lettres que Parvis envoie.
admin-mail-given-up = { $n ->
        [one] { $n } envoi abandonné.
       *[other] { $n } envois abandonnés.
    }
admin-settings = Réglages de la maison
admin-settings-note = Nom, logo, domaines, invités.

admin-search = Un nom, une adresse
admin-states = État
admin-state = État
admin-state-active = Actifs
admin-state-admins = Administrateurs
admin-state-suspended = Suspendus
admin-state-left = Partis
admin-state-guests = Invités
admin-is-admin = Administrateur
admin-left = Départ le
admin-suspended = Accès suspendu depuis le
admin-active = Accès ouvert
admin-profile = Voir la fiche
admin-account = Compte
admin-since = Depuis le
admin-guest-note = L’accès d’un invité est un contrat : il se prolonge et se termine avec lui.
admin-oneself = C’est votre compte. Un autre administrateur peut le suspendre ou enregistrer votre départ.
admin-name = Administrateur
admin-name-note = Un administrateur invite, suspend, règle la maison. Il n’entre dans un espace qu’au vu de tous.
admin-name-submit = Nommer administrateur
admin-release = Administrateur
admin-release-note = Redevient un collègue comme les autres. Il reste toujours un administrateur.
admin-release-submit = Retirer ce rôle
admin-suspend = Suspendre l’accès
admin-suspend-note = Les sessions ouvertes se ferment aussitôt. Les messages et les espaces restent, l’accès se rouvre quand vous voulez.
admin-suspend-submit = Suspendre
admin-reinstate = Rouvrir l’accès
admin-reinstate-note = La personne peut de nouveau entrer. Après un départ, elle choisit un nouveau mot de passe par « mot de passe oublié » et retrouve ses espaces en les rejoignant.
admin-reinstate-submit = Rouvrir
admin-leave = Départ de l’entreprise
admin-leave-note = { $spaces ->
        [0] Cette personne n’est dans aucun espace.
        [one] Cette personne est dans { $spaces } espace et en sort.
       *[other] Cette personne est dans { $spaces } espaces et en sort.
    } Son accès prend fin d’un seul coup : sessions, liens, mot de passe, brouillons. Ses messages restent, sous son nom.
admin-leave-handed-over = { $n ->
        [one] Elle répond seule de { $n } espace : il passe à un modérateur, sinon au plus ancien collègue.
       *[other] Elle répond seule de { $n } espaces : chacun passe à un modérateur, sinon au plus ancien collègue.
    }
admin-leave-sure = { $name } quitte l’entreprise
admin-leave-submit = Enregistrer le départ

admin-mail-folder = Aucun serveur n’est réglé : les lettres restent dans un dossier, et les voici. Leurs liens ouvrent des comptes, ne les faites pas suivre.
admin-mail-server = Les lettres partent par { $server }.
admin-given-up = Envois abandonnés
admin-attempts = { $n ->
        [one] { $n } essai
       *[other] { $n } essais
    }
admin-letters = Dernières lettres
admin-no-letters = Aucune lettre
admin-no-letters-note = Elles apparaîtront ici dès la première invitation.

flash-person-suspended = L’accès est suspendu.
flash-person-reinstated = L’accès est rouvert.
flash-person-left = Le départ est enregistré.
flash-admin-named = C’est un administrateur de plus.
flash-admin-released = Le rôle est retiré.

tab-admin-people = Personnes
tab-admin-invitations = Invitations
tab-admin-organizations = Organisations
tab-admin-guests = Invités
tab-admin-spaces = Espaces
tab-admin-mail = Courrier
tab-admin-charter = Charte
tab-admin-settings = Maison
