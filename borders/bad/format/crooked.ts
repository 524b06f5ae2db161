export const   crooked = "double"
