saved-title = Gardés pour plus tard
saved-lead = Vous seul voyez cette liste.
saved-none = Rien n’est gardé
saved-none-why = Dans le menu d’un message : « Garder pour plus tard ».
saved-save = Garder pour plus tard
saved-release = Ne plus garder
flash-saved = Gardé pour plus tard.
flash-released = Ce message n’est plus gardé.
