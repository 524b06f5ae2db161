/** The six families of the look, ten shades each from light to dark, the source of --leaf-0 and its like. */
export const families = {
  stone: ['#fbfaf6', '#f6f4ec', '#efebe2', '#e4dfd4', '#d7d1c4', '#afab9e', '#807d73', '#64645a', '#43453d', '#1d221d'],
  leaf: ['#eff8f3', '#ddf1e6', '#bfe3d0', '#97ceb2', '#6fb493', '#4d9775', '#367b5c', '#296249', '#1f4d38', '#163527'],
  bell: ['#fef7e7', '#feedc9', '#fedd9c', '#fbc865', '#f2b036', '#e49c20', '#c68119', '#a06616', '#7e4f10', '#583809'],
  ember: ['#fef2f0', '#ffe4df', '#fecbc2', '#fca697', '#f07d6b', '#dd5443', '#c83b2c', '#aa2c1f', '#842217', '#5a1a13'],
  dusk: ['#f2f4fb', '#e5e9f7', '#d1d8f0', '#b7c1e4', '#99a6d2', '#7b8abc', '#606ea4', '#475488', '#353f6a', '#242b4b'],
  night: ['#e8e6dd', '#cac9c0', '#9b9c94', '#6e726a', '#424843', '#313732', '#232925', '#1a201c', '#111613', '#0a0e0c'],
} as const satisfies Record<string, readonly string[]>;
