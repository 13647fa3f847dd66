# Organizations: the house and its partners.

organization-title = Organisations
organization-lead = La maison, et les entreprises dont viennent ses invités.
organization-kind = Ce qu’elle est pour la maison
organization-kind-house = La maison
organization-kind-supplier = Fournisseur
organization-kind-partner = Partenaire
organization-kind-customer = Client
organization-people = { $n ->
        [0] aucun invité
        [one] { $n } invité
       *[other] { $n } invités
    }
organization-people-house = { $n ->
        [one] { $n } collègue
       *[other] { $n } collègues
    }
organization-add = Ajouter une organisation
organization-add-submit = Ajouter
organization-save = Enregistrer
organization-name = Nom
organization-short-name = Nom court
organization-short-name-hint = Facultatif. Pour la navigation, où la place manque.

problem-organization-kind = Choisissez ce qu’elle est pour la maison.
problem-organization-known = Une organisation porte déjà ce nom.
problem-organization-house = C’est le nom de la maison. Ses personnes sont des collègues, pas des invités.

flash-organization-added = { $name } est connue.
flash-organization-edited = { $name } est à jour.
