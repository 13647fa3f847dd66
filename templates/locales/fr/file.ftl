# Files: under a message, in a form, in the tab of a space.

space-tab-files = Fichiers
file-list = Fichiers joints
file-attach = Joindre des fichiers
file-limits = { $n } au plus, { $size } Mo chacun
file-take-out = Retirer
file-cancel = Annuler
file-retry = Réessayer
file-failed = L’envoi n’a pas abouti.
file-offline = Vous êtes hors ligne : l’envoi reprendra avec la connexion.
file-heavy = Trop lourd : { $size } Mo au plus.
file-sending = Envoi de { $name }
file-sent = { $name } est joint.
file-alt = Ce que montre { $name }
file-alt-hint = Décrire l’image, pour qui ne la voit pas
file-pictures = Images jointes
file-lightbox = Image
file-lightbox-place = Image { $n } sur { $all }
file-lightbox-close = Fermer
file-lightbox-before = Image précédente
file-lightbox-after = Image suivante
file-lightbox-original = L’original
file-weight-kilo = { $n } Ko
file-weight-mega = { $n } Mo

problem-file-heavy = « { $detail } » est trop lourd : la limite est écrite à côté du bouton.
problem-file-picture = « { $detail } » a trop de points : 12 000 de côté au plus. Réduisez l’image, ou joignez-la dans une archive.
problem-file-alt = La description d’une image : { $detail } caractères au plus.
problem-files-many = { $detail } fichiers au plus par message.
problem-files-heavy = Trop lourd d’un coup : { $detail } Mo au plus pour l’ensemble.
problem-files-waiting = Trop de vos fichiers attendent déjà un message. Publiez-en, ou revenez demain.
problem-files-gone = Un des fichiers n’est plus là : un fichier sans message est effacé au bout d’un jour. Joignez-le de nouveau.

files-col-file = Fichier
files-col-from = Vient de
files-col-by = Déposé par
files-col-when = Quand
files-by-mail = pièce jointe d’un mail
files-count = { $n ->
    [0] Aucun fichier
    [one] { $n } fichier
   *[other] { $n } fichiers
}
files-bring = Déposer un fichier
files-filter = Filtrer
files-all = Tous
files-documents = Documents
files-tables = Tableaux
files-images = Images
files-others = Autres
files-by = Déposés par
files-by-all = Tout le monde
files-show = Afficher
files-from-untitled = Le message
files-none-such = Aucun fichier sous ce filtre.
files-never-alone = Un fichier n’existe jamais seul : il vient toujours d’un message, et ceux qui lisent le message lisent le fichier.
files-empty = Pas encore de fichier
files-empty-why = Joignez-le à un message, il se rangera ici avec ce qu’on en a dit.
