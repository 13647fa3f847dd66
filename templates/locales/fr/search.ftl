# Search: one field, one page of results.

search-title = Rechercher
search-for = « { $words } »
search-words = Mots à chercher
search-submit = Chercher
search-lead =
    { $n ->
        [0] Aucun résultat dans ce que vous voyez.
        [one] { $n } résultat dans ce que vous voyez.
       *[other] { $n } résultats dans ce que vous voyez.
    }
search-best-first = Les plus proches d’abord
search-newest-first = Les plus récents d’abord
search-best = les plus proches
search-newest = les plus récents
search-kinds = Sorte de résultat
search-all = Tout
search-posts = Messages
search-comments-kind = Réponses
search-files = Fichiers
search-file-in = dans
search-with = Pièces jointes
search-with-file = Avec un fichier
search-people = Personnes
search-spaces = Espaces
search-answers = réponse à
search-an-answer = réponse
search-in = dans
search-comments =
    { $n ->
        [one] { $n } réponse
       *[other] { $n } réponses
    }
search-only-alike = Rien ne contient exactement ces mots. Voici ce qui leur ressemble.
search-nothing = Rien trouvé
search-nothing-advice = Essayez moins de mots, ou d’autres. Seul ce que vous pouvez lire est cherché.
search-common = Ces mots sont partout
search-common-advice = Ajoutez un mot qui dit de quoi il s’agit.
search-advice = Des guillemets cherchent une suite de mots ; un tiret devant un mot l’exclut. Les accents et les majuscules ne comptent pas.
search-filters = Affiner
search-reach = Portée
search-reach-inside = Entre nous
search-reach-outside = Ouvert
search-space = Espace
search-by = Écrit par
search-when = Quand
search-when-always = Depuis toujours
search-when-year = Cette année
search-when-month = Ce mois-ci
search-from = Du
search-until = Au
search-apply = Filtrer
search-clear = Tout enlever
