saved-title = Mis de côté
saved-lead = Vous seul voyez cette liste.
saved-none = Rien n’est mis de côté
saved-none-why = Dans le menu d’un message : « Mettre de côté ».
saved-save = Mettre de côté
saved-release = Ne plus garder de côté
flash-saved = Mis de côté.
flash-released = Ce message n’est plus de côté.
