# The admins' pages.

admin-title = Administration
admin-lead = What the house entrusts to its admins. Being an admin opens no space.
admin-people = People
admin-people-note = { $active ->
        [one] { $active } colleague
       *[other] { $active } colleagues
    }, of whom { $admins ->
        [one] { $admins } admin
       *[other] { $admins } admins
    }.
admin-people-suspended = { $n ->
        [one] { $n } access suspended.
       *[other] { $n } accesses suspended.
    }
admin-invitations = Invite colleagues
admin-invitations-note = One address, several, or a file.
admin-organizations = Organizations
admin-organizations-note = { $n ->
        [0] No partner for now.
        [one] { $n } partner.
       *[other] { $n } partners.
    }
admin-guests = Guests
admin-guests-note = Who comes in, who answers for them, until when.
admin-spaces = Spaces
admin-spaces-note = Close, delete, enter for all to see.
admin-mail = Letters
admin-mail-note = The letters that Parvis sends.
admin-mail-given-up = { $n ->
        [one] { $n } letter given up.
       *[other] { $n } letters given up.
    }
admin-settings = Settings of the house
admin-settings-note = Name, logo, domains, guests.

admin-search = A name, an address
admin-states = State
admin-state = State
admin-state-active = Active
admin-state-admins = Admins
admin-state-suspended = Suspended
admin-state-left = Left
admin-state-guests = Guests
admin-is-admin = Admin
admin-left = Left on
admin-suspended = Access suspended since
admin-active = Access open
admin-profile = See the profile
admin-account = Account
admin-since = Since
admin-guest-note = A guest’s access is a contract: it is extended and ended with it.
admin-oneself = This is your account. Another admin can suspend it or record your departure.
admin-name = Admin
admin-name-note = An admin invites, suspends, sets the house up. They enter a space only for all to see.
admin-name-submit = Make an admin
admin-release = Admin
admin-release-note = Becomes a colleague like the others. There is always an admin left.
admin-release-submit = Take this role back
admin-suspend = Suspend the access
admin-suspend-note = Open sessions end at once. Messages and spaces stay, and the access opens again when you like.
admin-suspend-submit = Suspend
admin-reinstate = Open the access again
admin-reinstate-note = They can come in again. After a departure they choose a new password by “forgotten password” and find their spaces by joining them.
admin-reinstate-submit = Open again
admin-leave = Leaving the company
admin-leave-note = { $spaces ->
        [0] They are in no space.
        [one] They are in { $spaces } space and leave it.
       *[other] They are in { $spaces } spaces and leave them.
    } Their access ends at one stroke: sessions, links, password, drafts. Their messages stay, under their name.
admin-leave-handed-over = { $n ->
        [one] They alone answer for { $n } space: it goes to a moderator, else to the longest-standing colleague.
       *[other] They alone answer for { $n } spaces: each goes to a moderator, else to the longest-standing colleague.
    }
admin-leave-sure = { $name } leaves the company
admin-leave-submit = Record the departure

admin-mail-folder = No server is set: letters stay in a folder, and here they are. Their links open accounts, do not pass them on.
admin-mail-server = Letters go out by { $server }.
admin-given-up = Given up
admin-attempts = { $n ->
        [one] { $n } attempt
       *[other] { $n } attempts
    }
admin-letters = Latest letters
admin-no-letters = No letters
admin-no-letters-note = They will show here from the first invitation on.

flash-person-suspended = The access is suspended.
flash-person-reinstated = The access is open again.
flash-person-left = The departure is recorded.
flash-admin-named = One admin more.
flash-admin-released = The role is taken back.

tab-admin-people = People
tab-admin-invitations = Invitations
tab-admin-organizations = Organizations
tab-admin-guests = Guests
tab-admin-spaces = Spaces
tab-admin-mail = Letters
tab-admin-charter = Charter
tab-admin-settings = House
