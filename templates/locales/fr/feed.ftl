feed-order = Ordre
feed-by-activity = Activité récente
feed-by-newest = Derniers messages
feed-new-since = Nouveau depuis { $when }
feed-empty = Rien n’a encore été écrit ici
feed-empty-write = Le premier message donne le ton.
feed-empty-read = Ce qui s’y écrira paraîtra ici.
