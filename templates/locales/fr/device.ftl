device-title = Sur cet appareil
device-note = Ce que vous avez choisi d’apprendre aussitôt sonne aussi ici, même quand Parvis est fermé, et jamais pendant vos heures calmes. L’écran dit où et pourquoi, rien de ce qui est écrit.
device-add = Prévenir cet appareil
device-on = Cet appareil est prévenu.
device-off = Cet appareil n’est pas prévenu.
device-waits = Votre navigateur s’inscrit auprès de son service…
device-script = Pour prévenir cet appareil, il faut un navigateur avec JavaScript.
device-unable = Ce navigateur ne sait pas prévenir quand Parvis est fermé. Sur un iPhone ou un iPad, ajoutez d’abord Parvis à l’écran d’accueil.
device-denied = Ce navigateur refuse les notifications de Parvis. Cela se change dans ses propres réglages.
device-failed = Votre navigateur n’a pas pu s’inscrire auprès de son service. Réessayez plus tard.
device-since = prévenu depuis le
device-remove = Ne plus prévenir
device-remove-named = Ne plus prévenir { $name }
flash-device-added = Cet appareil sera prévenu.
flash-device-removed = Cet appareil ne sera plus prévenu.
problem-device-address = L’adresse donnée par ce navigateur n’est pas celle d’un service de notifications.
problem-device-keys = Les clés données par ce navigateur ne peuvent pas servir. Réessayez, ou essayez un autre navigateur.

# What a device shows: where is the title, then one of these.

push-mention = On vous parle.
push-kept = Votre réponse est retenue.
push-announcement = Une annonce vous attend.
push-reply = On vous répond.
push-question = Une question attend une réponse.
push-outside = Un invité a écrit.
push-thread = On a répondu dans un fil que vous suivez.
push-space = Nouveau message.
push-reaction = On réagit à ce que vous avez écrit.
push-request = Quelqu’un demande à entrer.
push-refusal = Votre demande d’entrer n’a pas eu de suite.
push-entry = On vous y a fait entrer.
push-role = Votre rôle y a changé.
push-approval = Un accès attend votre accord.
push-accepted = Une invitation est acceptée.
push-sponsor = On vous confie un parrainage.
push-ending = Un accès va se terminer.
push-ended = Un accès est terminé.
push-report = Un signalement attend un avis.
push-hidden = Ce que vous avez écrit est masqué, en attendant une décision.
push-restored = Ce que vous avez écrit est de nouveau visible.
push-removed = Ce que vous avez écrit a été retiré.
push-forged = Un mail qui se dit de vous a été gardé.
push-discreet = Nouveau message.
push-others =
    { $n ->
        [one] Et une autre nouvelle.
       *[other] Et { $n } autres nouvelles.
    }
