link-gone-title = Ce lien a déjà servi, ou n’est plus valable
link-gone-password = Demandez-en un autre, il arrivera par mail.
link-gone-password-again = Recevoir un nouveau lien
link-gone-sign-in = Demandez-en un autre, il arrivera par mail.
link-gone-sign-in-again = Recevoir un nouveau lien
link-gone-invitation = Si vous avez accepté l’invitation, vous pouvez entrer. Sinon, demandez un nouvel envoi à la personne qui vous a invité.
link-gone-invitation-again = Entrer
