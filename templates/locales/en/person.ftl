# People: the directory, profiles, one's own profile.

person-directory = Directory
person-directory-lead = { $colleagues ->
        [one] { $colleagues } colleague
       *[other] { $colleagues } colleagues
    } and { $guests ->
        [0] no guests for now. Look for a name, a trade, a machine.
        [one] { $guests } guest. Look for a name, a trade, a machine.
       *[other] { $guests } guests from { $companies ->
            [one] { $companies } company
           *[other] { $companies } companies
        }. Look for a name, a trade, a machine.
    }
person-search = Search the directory
person-search-hint = Name, trade, skill
person-search-submit = Search
person-kinds = Colleagues or guests
person-all = All
person-colleagues = Colleagues
person-guests = Guests
person-only-alike = Nobody matches these words exactly. Here is what resembles them.
person-nobody = Nobody
person-nobody-advice = Try fewer words, or remove a filter.
person-everybody = See everybody
person-filters = Filters
person-by-organization = Company
person-by-unit = Unit
person-by-location = Place
person-by-skill = Skill
person-apply = Filter
person-clear = Remove all
person-sponsor = Sponsor: { $name }
person-companions = People you work with
person-companions-lead = The people of the spaces you are in.
person-alone = Nobody for now
person-alone-advice = The people of the spaces you share will show here.

person-guest = Guest access
person-left = Has left the company. Their messages remain.
person-guest-left = No longer has access. Their messages remain.
person-guest-hears = { $name } is not of the house and sees only the spaces their access opens.
person-edit = Edit my profile
person-write = Write
person-call = Call
person-write-shared = Write in a shared space
person-administer = Administer
person-about = In a few words
person-skills = The one to ask about
person-shared = Spaces in common
person-shared-none = You have no space in common.
person-until = until
person-seen-by-guests = What a guest sees of you
person-seen-by-guests-note = Your name, your photo, your title, your organization and the spaces you share. Nothing else, and only for the guests of those spaces.
person-contact = Contact
person-email = Mail address
person-phone = Telephone
person-team = Team
person-manager-of = manager
person-stay = Sponsor
person-stay-sponsor = answers for this access
person-stay-until = Access until
person-stay-over = The access is over.

person-edit-title = My profile
person-edit-back = See my profile
person-edit-lead = What your colleagues find about you in the directory.
person-edit-guest-lead = What the people of your spaces know of you.
person-photo = Photo
person-photo-choose = A picture
person-photo-hint = JPEG, PNG, GIF or WebP, 10 MB at most. The square in the middle is kept; where and when it was taken is erased.
person-photo-submit = Use this photo
person-photo-remove = Remove the photo
person-name = Name
person-title = Title
person-title-hint = What you do, in a few words.
person-unit = Unit
person-location = Place
person-manager = Manager
person-manager-hint = Their full name, or their handle such as hugo.lambert.
person-skills-field = People come to you about
person-skills-hint = Separated by commas.
person-about-hint = Markdown is understood.
person-save = Save
person-address = Mail address
person-address-note = An admin can change it.
person-address-note-guest = Your name, address and organization come from your invitation. Ask your sponsor to change them.

problem-phone = A number holds at least one digit.
problem-skill-long = { $detail } characters at most for each skill.
problem-skills-many = { $detail } skills at most.
problem-manager-unknown = No colleague has this name or handle.
problem-manager-several = Several colleagues have this name. Give their handle, at the end of the address of their profile.
problem-manager-oneself = Nobody is their own manager.

flash-profile-saved = Your profile is up to date.
flash-photo-changed = Your photo is in place.
flash-photo-removed = Your photo is removed.

person-recent = Latest posts and answers
person-recent-comment = Answered
person-recent-post = Wrote
