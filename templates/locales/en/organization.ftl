# Organizations: the house and its partners.

organization-title = Organizations
organization-lead = The house, and the companies its guests come from.
organization-kind = What it is to the house
organization-kind-house = The house
organization-kind-supplier = Supplier
organization-kind-partner = Partner
organization-kind-customer = Customer
organization-people = { $n ->
        [0] no guests
        [one] { $n } guest
       *[other] { $n } guests
    }
organization-people-house = { $n ->
        [one] { $n } colleague
       *[other] { $n } colleagues
    }
organization-add = Add an organization
organization-add-submit = Add
organization-save = Save
organization-name = Name
organization-short-name = Short name
organization-short-name-hint = Optional. For the navigation, where there is little room.

problem-organization-kind = Choose what it is to the house.
problem-organization-known = An organization of this name is known already.
problem-organization-house = That is the name of the house. Its people are colleagues, not guests.

flash-organization-added = { $name } is known now.
flash-organization-edited = { $name } is up to date.
