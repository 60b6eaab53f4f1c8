/** Names that stand for the house or for nobody, in the spelling without digits and marks. */
const reserved = new Set(
  `admin administrator administration root system superuser sysadmin webmaster hostmaster postmaster owner operator
  studyin support help helpdesk info contact security abuse billing sales team staff official moderator moderation mod
  instructor teacher library tutor assistant bot demo guest anonymous nobody everyone everybody all unknown deleted learner
  me you self user users account accounts settings login logout signin signup signout api www mail noreply null undefined`
    .trim()
    .split(/\s+/),
)

/** Whether a username could be taken for the house itself, whatever case, dots, dashes or digits dress it up: `Admin`, `a.d.m.i.n`, `admin_1`. */
export function isReservedUsername(username: string): boolean {
  const plain = username.toLowerCase().replace(/[._-]/g, "")
  return reserved.has(plain) || reserved.has(plain.replace(/\d+$/, ""))
}
