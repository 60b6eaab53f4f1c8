/** The passwords that turn up most often wherever passwords leak, of eight characters and more, and the words they are made from. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `12345678 123456789 1234567890 0123456789 12341234 11111111 00000000 88888888 87654321 987654321 password password1
  password12 password123 passw0rd p@ssw0rd p@ssword qwertyui qwertyuiop qwerty123 qwerty12 1qaz2wsx 1q2w3e4r 1q2w3e4r5t q1w2e3r4
  zaq12wsx asdfghjk asdfghjkl zxcvbnm1 zxcvbnm123 abcdefgh abcd1234 abc12345 a1b2c3d4 aa123456 iloveyou iloveyou1 sunshine
  sunshine1 princess princess1 football football1 baseball baseball1 basketball superman superman1 batman123 trustno1 welcome1
  welcome123 letmein1 letmein123 changeme changeme1 administrator admin123 admin1234 adminadmin root1234 rootroot master123
  dragon123 monkey123 shadow123 michael1 jennifer jordan23 computer computer1 internet whatever starwars starwars1 pokemon1
  charlie1 samantha victoria chocolate butterfly liverpool arsenal1 chelsea1 barcelona realmadrid manchester alexander
  christian elizabeth benjamin mercedes corvette ferrari1 maverick midnight spiderman metallica slipknot nirvana1 greenday
  test1234 testtest testing1 testing123 guest123 user1234 default1 secret123 qazwsxedc qweasdzxc asdf1234 asdfasdf zxcvzxcv
  qwerqwer 11223344 12121212 13131313 123123123 123321123 147258369 159753456 741852963 789456123 999999999 66666666 77777777
  55555555 22222222 33333333 44444444 99999999 anthony1 ashley123 nicole12 jessica1 michelle danielle lovely123 babygirl
  babygirl1 loveme123 iloveu123 fuckyou1 fuckyou123 blink182 hello123 hellohello freedom1 america1 canada123 london123 student1
  student123 medicine1 studyin1 studyin123 summer2024 summer2025 winter2024 winter2025 spring2025 autumn2025 qwertz123 qwertzui
  azertyuiop azerty123 passwort passwort1 motdepasse contrasena ilovegod jesus123 godisgood blessed1`.split(/\s+/),
)
