export const words = {
  chooseFiles: "Choose a file",
  adding: (names: string) => `Adding ${names}. You can go on meanwhile.`,
  added: (title: string) => `${title} is being prepared.`,
  duplicate: (name: string) => `You have ${name} already.`,
  open: "Open",
  show: "Show",
  notAdded: (name: string, why: string) => `${name} was not added. ${why}`,
}
