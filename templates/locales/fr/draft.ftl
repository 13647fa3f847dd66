draft-title = Brouillons
draft-lead = Ce que vous avez commencé à écrire. Vous seul le voyez.
draft-untitled = Sans titre
draft-discard = Jeter
draft-discard-question = Jeter ce brouillon ?
draft-none = Aucun brouillon
draft-none-why = Ce que vous écrivez est gardé ici tant que ce n’est pas publié.
flash-draft-deleted = Brouillon jeté.
