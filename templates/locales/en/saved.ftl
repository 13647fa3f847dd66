saved-title = Saved for later
saved-lead = Only you see this list.
saved-none = Nothing is saved
saved-none-why = In the menu of a message: “Save for later”.
saved-save = Save for later
saved-release = No longer save
flash-saved = Saved for later.
flash-released = This message is no longer saved.
