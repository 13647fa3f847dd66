invitation-title = Invitation
invitation-lead = { $by } vous invite à rejoindre le réseau de la maison.
invitation-lead-alone = Votre adresse est confirmée. Plus qu’un mot de passe.
invitation-signed-in = Ce navigateur est connecté au nom de { $name }. Accepter ouvre un autre compte, pour { $email }.
invitation-email-hint = L’invitation vaut pour cette adresse, et pour elle seule.
invitation-name = Votre nom
invitation-password = Un mot de passe
invitation-accept = Accepter et entrer
invitations-title = Invitations
invitations-one = Inviter une personne
invitations-email = Adresse mail
invitations-name = Nom, facultatif
invitations-job = Fonction, facultatif
invitations-unit = Service, facultatif
invitations-send = Inviter
invitations-many = Inviter plusieurs personnes
invitations-addresses = Des adresses
invitations-addresses-hint = Une par ligne, ou séparées par des virgules.
invitations-file = Ou un fichier CSV
invitations-file-hint = Colonnes : nom, adresse, fonction, service. Rien ne part avant votre relecture.
invitations-read = Relire la liste
invitations-waiting = En attente de réponse ({ $n })
invitations-by = invitation de { $name }
invitations-alone = a demandé un compte
invitations-again = Relancer
invitations-again-named = Relancer { $email }
invitations-revoke = Retirer
invitations-revoke-named = Retirer l’invitation de { $email }
invitations-preview-title = Relire avant d’envoyer
invitations-preview-lead = Rien n’est encore parti.
invitations-line = Ligne { $n }
invitations-back = Revenir
problem-known-address = Cette adresse a déjà un compte ici.
problem-list-long = La liste s’arrête à { $detail } personnes ; envoyez le reste ensuite.
problem-list-twice = Cette adresse figure plus haut.
problem-list-garbled = Cette ligne n’a pas pu être lue.
flash-invitation-sent = Invitation envoyée à { $name }.
flash-invitations-sent = Invitations envoyées : { $name }.
flash-invitation-resent = L’invitation repart, avec un nouveau lien.
flash-invitation-revoked = L’invitation est retirée, son lien ne sert plus.
invitations-bad =
    { $n ->
        [one] { $n } ligne à corriger, elle ne sera pas envoyée
       *[other] { $n } lignes à corriger, elles ne seront pas envoyées
    }
invitations-known =
    { $n ->
        [one] { $n } personne a déjà un compte
       *[other] { $n } personnes ont déjà un compte
    }
invitations-good =
    { $n ->
        [one] { $n } personne à inviter
       *[other] { $n } personnes à inviter
    }
invitations-send-all =
    { $n ->
        [one] Inviter cette personne
       *[other] Inviter ces { $n } personnes
    }
problem-list-heavy = Ce fichier est trop lourd : 1 Mo au plus.
