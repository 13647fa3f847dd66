mention-add = L’ajouter
mention-not-here = n’est pas dans cet espace
flash-mention-unreached = C’est publié. { $name } n’a pas été joint : on ne peut appeler que les personnes qui lisent ici.
