mention-add = Add them
mention-not-here = is not in this space
flash-mention-unreached = It is published. { $name } was not reached: one can only call people who read here.
