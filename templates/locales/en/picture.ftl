# Pictures, wherever one is chosen: a face, a space's, the house's.

problem-picture = This file is not a picture that Parvis can read: JPEG, PNG, GIF or WebP.
problem-picture-large = This picture has too many pixels. { $detail } on a side at most.
problem-picture-heavy = This file is too large. { $detail } MB at most.
problem-picture-none = Please choose a file first.
