sign-up-title = Demander un compte
sign-up-lead = Avec votre adresse de la maison.
sign-up-submit = Recevoir un lien
sign-up-sent = Si { $email } est une adresse de la maison sans compte encore, un mail est en route : il permet de la confirmer et d’entrer.
