problem-empty = Ce champ est à remplir.
problem-too-long = { $detail } caractères au plus.
problem-email = « { $detail } » n’est pas une adresse mail.
problem-password-short = { $detail } caractères au moins. Une phrase que vous seul connaissez convient très bien.
problem-password-common = Ce mot de passe est trop facile à deviner. Quelques mots sans rapport entre eux conviennent très bien.
problem-slug = Des lettres minuscules, des chiffres et des tirets seulement.
problem-handle = Des lettres minuscules, des chiffres, des points et des tirets seulement.
