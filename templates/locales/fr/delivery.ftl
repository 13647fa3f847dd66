delivery-told = { $n ->
    [0] Remis à personne pour l’instant
    [one] Remis à { $n } personne
   *[other] Remis à { $n } personnes
}
delivery-told-mail = { $n ->
    [one] , dont { $n } par mail
   *[other] , dont { $n } par mail
}
delivery-told-waiting = { $n ->
    [one] , { $n } en attente
   *[other] , { $n } en attente
}
delivery-told-refused = { $n ->
    [one] { $n } adresse refusée
   *[other] { $n } adresses refusées
}
delivery-told-missed = { $n ->
    [one] { $n } mail non remis
   *[other] { $n } mails non remis
}
delivery-on-parvis = { $n ->
    [one] Sur Parvis, { $n } personne
   *[other] Sur Parvis, { $n } personnes
}
delivery-by-mail = { $n ->
    [one] Par mail, { $n } personne
   *[other] Par mail, { $n } personnes
}
delivery-all = { $names }
delivery-among = dont { $names }
delivery-waiting = serveur occupé, prochain essai : { $at }
delivery-refused = adresse refusée par son serveur.
delivery-returned = revenu sans être remis.
delivery-late = n’a pas pu être remis en deux jours.
delivery-spared = rien ne part vers cette adresse pour l’instant.
delivery-refused-act = Prévenir autrement
delivery-more = { $n ->
    [one] et { $n } autre
   *[other] et { $n } autres
}
letter-settings = Régler mes mails
letter-from = { $who } (via Parvis)
letter-mark = -- Écrivez votre réponse au-dessus de cette ligne --
letter-wish = Un seul mot en réponse suffit : +1, merci, bravo, suivre ou ignorer.
letter-reason-mention = { $who } vous parle
letter-reason-kept = { $who } a retenu votre réponse
letter-reason-announcement = Une annonce de { $who }
letter-reason-reply = { $who } vous répond
letter-reason-question = Une question de { $who } attend une réponse
letter-reason-outside = { $who } écrit dans un espace que vous menez
letter-reason-thread = { $who } répond dans un fil que vous suivez
letter-reason-space = { $who } écrit dans { $space }
letter-reason-reaction = { $who } réagit à ce que vous avez écrit
letter-why-addressed = Vous recevez ce mail parce qu’on vous parle.
letter-why-answered = Vous recevez ce mail parce que vous suivez ce fil.
letter-why-guest-wrote = Vous recevez ce mail parce que vous menez cet espace.
letter-why-announced = Vous recevez ce mail parce que cette annonce vous est adressée.
letter-why-news = Vous recevez ce mail parce que vous suivez cet espace en entier.
letter-why-ending = Vous recevez ce mail parce qu’un accès va se fermer.
letter-why-reacted = Vous recevez ce mail parce qu’on réagit à ce que vous avez écrit.
letter-stop-thread = Ne plus suivre ce fil
letter-stop-space = Plus de mails de cet espace
letter-news-several = { $n } nouveaux messages
letter-news-subject-several = { $n } nouveaux messages
letter-news-read = Lire sur Parvis
letter-news-thread = { $n ->
    [one] Lire le fil, { $n } réponse
   *[other] Lire le fil, { $n } réponses
}
letter-news-all = Tout lire sur Parvis
letter-file-attached = en pièce jointe
letter-file-link = lien personnel, valable 30 jours
letter-answer = ou répondez à ce mail.
letter-above = Répondez au-dessus de cette ligne, votre réponse ira dans le fil.
letter-before = Juste avant
letter-news-discreet = Le message se lit sur Parvis.
letter-band-space = { $space }, ouvert à l’extérieur.
letter-band-house = { $n } personnes chez { $house }
letter-band-others =
    { $n ->
        [0] aucun autre invité
        [one] un autre invité
       *[other] { $n } autres invités
    }
letter-band-words = On y est lu par { $colleagues } et { $guests } ({ $companies }).
letter-band-colleagues = { $n ->
    [one] { $n } collègue
   *[other] { $n } collègues
}
letter-band-guests = { $n ->
    [one] { $n } invité
   *[other] { $n } invités
}
letter-digest-subject = Votre résumé, { $day }
letter-digest-greeting = Bonjour { $name }.
letter-digest-lead = Depuis { $since } : { $threads }{ $awaited }.
letter-digest-threads = { $n ->
    [one] un fil
   *[other] { $n } fils
}
letter-digest-awaited = { $n ->
    [one] , dont un où l’on vous attend
   *[other] , dont { $n } où l’on vous attend
}
letter-digest-waits = On vous attend
letter-digest-answers = { $n ->
    [one] une réponse
   *[other] { $n } réponses
}
letter-digest-in = dans { $space }
letter-digest-reply = Répondre par mail
letter-digest-discreet = Un message à lire sur Parvis
letter-digest-enter = Ouvrir Parvis
letter-digest-why-daily = Un résumé chaque jour à { $at }, à votre demande.
letter-digest-why-weekly = Un résumé chaque lundi à { $at }, à votre demande.
letter-digest-change = Changer le rythme
letter-digest-stop = Ne plus recevoir de mails
unsubscription-title = Moins de mails
unsubscription-lead = Vous venez d’un mail de Parvis. Rien ne change tant que vous n’appuyez pas sur un bouton.
unsubscription-thread = Ne plus suivre ce fil
unsubscription-space = Plus aucun mail de cet espace
unsubscription-everything = Plus aucun mail sur ce qui s’écrit
unsubscription-note = Sur Parvis, tout reste là, et vous pouvez revenir dessus dans vos réglages.
unsubscription-done = C’est fait.
unsubscription-done-thread = Vous ne recevrez plus de mails de ce fil.
unsubscription-done-space = Vous ne recevrez plus de mails de cet espace.
unsubscription-done-everything = Vous ne recevrez plus de mails sur ce qui s’écrit.
unsubscription-settings = Mes réglages
