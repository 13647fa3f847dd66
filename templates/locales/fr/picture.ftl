# Pictures, wherever one is chosen: a face, a space's, the house's.

problem-picture = Ce fichier n’est pas une image que Parvis sait lire : JPEG, PNG, GIF ou WebP.
problem-picture-large = Cette image a trop de points. { $detail } de côté au plus.
problem-picture-heavy = Ce fichier est trop lourd. { $detail } Mo au plus.
problem-picture-none = Choisissez d’abord un fichier.
