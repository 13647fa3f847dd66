sign-in-title = Entrer
sign-in-lead = Le parvis de la maison.
sign-in-email = Adresse mail
sign-in-password = Mot de passe
sign-in-submit = Entrer
sign-in-wrong = Cette adresse et ce mot de passe ne vont pas ensemble.
sign-in-too-often = Trop d’essais. Attendez un quart d’heure, ou choisissez un nouveau mot de passe.
sign-in-kept = Votre session a pris fin. Ce que vous avez écrit est gardé : entrez, et vous le retrouverez.
