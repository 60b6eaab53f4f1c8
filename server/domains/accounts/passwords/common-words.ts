/**
 * What passwords that leak are made of: the words, names, phrases and rows of keys that lead every published list of the commonest
 * ones, written as they are once capitals, digits at the ends and look-alike characters are taken off. `isCommonPassword` puts those
 * off as well, so each word here stands for some hundreds of passwords (`Password1`, `p4ssw0rd!`, `password2024`). Lower case.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `
  pass passw passwd passwort password passwords passphrase passcode passkey mypass mypassword newpassword yourpassword
  thepassword passpass nopassword apassword changeme changethis changeit change temp temporary temppass test tester
  testing testtest testpass testuser demo demodemo sample example guest guestguest user username users useruser login
  loginpass logon signin welcome welcometo letmein letmeinnow openup opensesame sesame access accessdenied enter entry
  secret secrets mysecret topsecret secretpassword private admin admins adminadmin administrator adminpass root
  rootroot rootpass toor system sysadmin superuser super supervisor manager master masterpass mastermind default
  defaultpass server service support office company business work school teacher student students studying study
  studymore college university campus exam exams medicine medical medschool doctor doctors nurse nurses hospital
  anatomy biology chemistry physics science scientist pharmacy dentist surgery surgeon patient health healthy library
  book books bookworm reader computer computers internet website windows linux ubuntu debian macintosh apple iphone
  android samsung galaxy google gmail yahoo hotmail facebook instagram twitter tiktok snapchat whatsapp youtube
  netflix spotify amazon microsoft skype linkedin myspace minecraft fortnite roblox pokemon pikachu charizard nintendo
  playstation xbox gamer gaming game games counter counterstrike starcraft warcraft diablo zelda mario sonic tetris
  halo doom quake hacker hackers hacking hackme cracker matrix neo trinity morpheus phoenix cyber digital iloveyou
  iloveu iloveyouu iloveyoubaby iloveyousomuch iloveme ilovehim iloveher ilovegod ilovejesus ilovemom ilovemymom
  ilovemyself ilovemylife ilovemusic iloveyouforever loveyou loveme loveyoubaby lovelove love lovelife lovely
  lovelygirl lover lovers lovebug mylove mylover mylife truelove forever foreverlove alwaysloveyou always sweetheart
  sweetie sweet sweety sweetpea honey honeybee honeybunch darling baby babe babyboy babygirl babyblue babydoll
  babylove angel angels angelbaby angelo angelica princess prince queen king kingkong kings queens beautiful beauty
  pretty cutie cutiepie cute hottie sexy sexygirl sexybitch sexylady sexyboy sexymama handsome gorgeous kisses kissme
  kiss hugs hugsandkisses friend friends bestfriend bestfriends friendship friendsforever family mother father mommy
  daddy mom dad momanddad mumanddad sister brother sisters brothers sonson daughter grandma grandpa wife husband
  boyfriend girlfriend married together sunshine sunflower sunny sunrise sunset sun moon moonlight moonshine star
  stars starlight stardust skyline sky rainbow rain rainy snow snowball snowflake snowman winter summer summertime
  spring springtime autumn january february march april may june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday midnight morning night goodnight goodmorning holiday
  holidays christmas xmas easter halloween birthday happybirthday vacation weekend today tomorrow yesterday dragon
  dragons dragonball dragonfly monkey monkeys monkeyman tiger tigers tigger lion lions lionking eagle eagles falcon
  falcons hawk hawks panther panthers jaguar jaguars cougar bear bears teddybear polarbear wolf wolves wolfpack
  werewolf fox foxes foxy rabbit bunny kitty kitten kittens hellokitty cat cats catdog pussycat pussy dog dogs doggy
  doggie puppy puppies puppylove horse horses pony mustang stallion unicorn dolphin dolphins shark sharks fish fishing
  fisherman butterfly ladybug spider scorpion snake cobra viper python turtle frog froggy penguin penguins elephant
  giraffe zebra gorilla hamster mouse mickey mickeymouse minnie donald donaldduck duck ducks chicken rooster cow
  cowboy cowboys cowgirl birdie bird birds parrot peacock raven ravens crow swan pegasus griffin monster monsters
  vampire zombie zombies ghost football footballer soccer baseball basketball volleyball softball hockey tennis golf
  golfer golfing swimming swimmer running runner skateboard skater skating surfing surfer snowboard boxing wrestling
  karate judo racing racer racecar motocross cricket rugby lacrosse cheer cheerleader gymnast gymnastics dance dancer
  dancing ballet music musical musician guitar guitars drummer piano violin trumpet singer sing singing rock rocknroll
  rockstar rocker hiphop rapper reggae jazz metal metallica nirvana slipknot greenday blink linkinpark eminem tupac
  biggie marley bobmarley beatles elvis madonna rihanna beyonce shakira britney rollingstones pinkfloyd ledzeppelin
  acdc ironmaiden slayer pantera korn rammstein coldplay oasis onedirection justinbieber taylorswift ladygaga
  arianagrande blackpink bts liverpool liverpoolfc chelsea chelseafc arsenal arsenalfc manchester manchesterunited
  manutd mancity everton tottenham celtic rangers barcelona fcbarcelona barca realmadrid madrid juventus milan acmilan
  inter internazionale roma napoli bayern bayernmunich dortmund schalke ajax feyenoord benfica porto galatasaray
  fenerbahce besiktas flamengo corinthians palmeiras boca bocajuniors riverplate messi ronaldo neymar beckham rooney
  zidane maradona pele ronaldinho lakers celtics bulls chicagobulls kobe kobebryant jordan michaeljordan lebron
  lebronjames yankees redsox dodgers giants mets cubs braves cardinals phillies astros steelers packers patriots
  broncos raiders chargers seahawks dallas dallascowboys vikings bengals browns bills jets colts titans texans saints
  buccaneers redskins superman superwoman batman spiderman ironman captain captainamerica hulk wolverine thor joker
  catwoman robin avengers marvel starwars startrek starship stargate skywalker lukeskywalker darthvader vader yoda
  jedi jediknight hansolo obiwan chewbacca stormtrooper padme harrypotter potter hermione hogwarts gryffindor
  slytherin dumbledore voldemort gandalf frodo bilbo aragorn legolas hobbit lordoftherings terminator rambo rocky
  gladiator titanic avatar godzilla shrek nemo simba scooby scoobydoo snoopy garfield tweety tweetybird bugsbunny
  spongebob patrick simpsons bart bartsimpson homer homersimpson southpark cartman naruto sasuke goku vegeta
  sailormoon totoro barbie cinderella tinkerbell ariel belle jasmine mulan pocahontas stitch winnie winniethepooh
  poohbear pooh piglet peterpan jesus jesuschrist jesuslovesme jesusislord jesussaves godisgood godislove godbless
  godblessme christ christian christians blessed blessing faith faithful hope grace mercy heaven heavenly angelic
  church bible gospel prayer pray amen allah bismillah muhammad mohammed mohamed krishna ganesha shiva buddha namaste
  jehovah holyspirit savior lord mygod praise michael jennifer jessica ashley daniel andrew joshua matthew anthony
  christopher nicole nicholas amanda charlie thomas robert william samantha elizabeth victoria alexander alexandra
  alexandria alexis alex benjamin brandon brian brittany bailey bella bethany caroline catherine chris christina
  christine claudia courtney crystal cynthia david danielle deborah dennis diamond diana dominic donna dylan edward
  eduardo elena ellen emily emma eric erica eugene fernando frances francis francisco frank freddy gabriel gabriela
  gabriella george gerald gloria gregory hannah harley harold harrison heather helen henry howard hunter isabella
  isabel isabelle jackie jackson jacob james jason jasper javier jeffrey jenny jeremiah jeremy jerome jesse jessie
  joanna johnny johnson johnjohn jonathan joseph josephine juan judith julia julian juliana julie justin karen karina
  katherine kathleen kathryn katie kayla keith kelly kenneth kevin kimberly kristen kristina laura lauren laurence
  lawrence leonard leonardo leslie linda lindsay lisa logan lorena lorenzo louis louise lucas lucia lucy luis madison
  marcus margaret maria mariah mariana marie marina marissa marlboro martha martin martina mary matt maurice maxwell
  megan melanie melissa mercedes michele michelle miguel miranda molly monica morgan muffin nathan nathaniel natalia
  natalie natasha olivia oliver oscar pamela patricia paul paula pauline pedro peter philip phillip priscilla rachel
  rafael ralph ramirez randy raymond rebecca ricardo richard ricky roberto rodriguez roger roland ronald rosemary
  russell ruth ryan sabrina sandra sara sarah savannah scott sebastian sergio shannon sharon shelby shirley sierra
  sophia sophie stefan stella stephanie stephen steven stewart stuart susan suzanne sydney sylvia tamara tanya taylor
  teresa theresa theodore tiffany timothy tina tommy tony travis trevor tristan tyler valentin valentina valerie
  vanessa veronica vincent virginia vivian walter wendy whitney wilson winston xavier yolanda yvonne zachary mohammad
  ahmed ahmad mustafa fatima aisha omar ibrahim hassan hussein abdullah khaled mariam nour yusuf zainab krish rahul
  priya pooja deepak amit sunil sachin anjali neha rohit kumar singh sharma patel gupta india indian pakistan
  bangladesh chennai mumbai delhi andrea andreas alessandro alessandra francesco francesca giovanni giuseppe giulia
  matteo marco antonio antonella chiara federica carlos jorge jose josefina manuel manuela alejandro alejandra
  guadalupe esperanza estrella mariposa corazon teamo teamomucho tequiero tequieromucho amorcito amor amores amormio
  mivida micorazon princesa bonita hermosa chiquita contrasena contraseña secreto hola holahola jesucristo diosesamor
  dios familia felicidad amistad hermano hermana mexico colombia argentina venezuela chile espana portugal brasil
  brasilia brazil senha senhasenha minhasenha saopaulo motdepasse bonjour salut soleil doudou loulou chouchou coucou
  jetaime jetaimefort monamour amour princesse marseille france paris nicolas camille juliette celine thierry philippe
  olivier laurent pierre jeanne hallo hallohallo hallowelt schatz schatzi ichliebedich liebe geheim geheimnis sommer
  herbst fruehling sonnenschein berlin hamburg muenchen koeln deutschland oesterreich schweiz fussball werder borussia
  sabine susanne katharina florian tobias matthias qwertz qwertzu qwertzui qwertzuiop azerty azertyu azertyuiop
  wachtwoord welkom nederland amsterdam parola ciao ciaociao tiamo salvatore haslo polska kochamcie mateusz karolina
  agnieszka heslo ahoj lasko jelszo szeretlek budapest parool salasana lozinka sifre sifrem askim askimaskim
  seniseviyorum istanbul turkiye ankara privet parol lyubov svetlana america american americanpie usa unitedstates
  texas california florida newyork newyorkcity chicago boston atlanta houston denver detroit miami orlando seattle
  portland lasvegas hollywood hawaii alaska carolina georgia tennessee kentucky alabama canada toronto montreal
  vancouver australia melbourne newzealand england london scotland ireland dublin britain african africa nigeria kenya
  southafrica egypt israel jerusalem japan tokyo china beijing shanghai hongkong korea seoul singapore malaysia
  indonesia jakarta manila philippines pinoy thailand bangkok vietnam saigon russia moscow ukraine germany italy
  italia spain greece turkey cheese cheeseburger chocolate cookie cookies cupcake candy candyman cherry cherries
  strawberry blueberry raspberry banana bananas orange apples lemon lemons mango peach peaches pineapple watermelon
  coconut pumpkin pepper ginger cinnamon sugar vanilla coffee starbucks cocacola coke pepsi sprite drpepper
  mountaindew beer budweiser heineken corona whiskey jackdaniels tequila vodka wine pizza hamburger burger taco tacos
  nachos noodle noodles potato tomato butter buttercup peanut peanutbutter popcorn pancake sausage bacon spaghetti
  icecream jellybean skittles snickers twinkie marshmallow brownie black blackie blackberry blackcat blackjack
  blackout blackwhite white whitey red redred redrose redhead blue bluebird blueeyes bluesky bluemoon green greenapple
  yellow purple purplerain pink pinky pinkpanther silver silverado gold golden goldfish goldie brown gray grey crimson
  scarlet violet indigo turquoise diamonds emerald ruby sapphire pearl flower flowers rose roses lily daisy tulip
  lotus garden forest mountain mountains river ocean oceans beach beaches island paradise desert canyon valley water
  fire fireball firefly fireman firefighter earth wind storm thunder thunderbird lightning tornado hurricane volcano
  blizzard tsunami ferrari porsche mercedesbenz bmw audi volkswagen toyota honda hondacivic civic nissan mazda subaru
  mitsubishi suzuki yamaha kawasaki ducati harleydavidson chevy chevrolet camaro corvette ford dodge jeep cadillac
  lincoln lexus lamborghini bugatti maserati landrover rangerover volvo renault peugeot citroen fiat tesla truck
  trucker turbo nascar speedy speed maverick goose iceman topgun viking warrior warriors knight knights ninja ninjas
  samurai soldier army navy marine marines airforce pilot sniper killer killers assassin predator shadow shadows
  darkness dark darkside darkangel devil demon lucifer satan hell hellfire evil death deathnote blood bloody skull
  dagger sword shotgun bullet bullets trigger gunner gangster gangsta thuglife thug pimp player playboy playgirl
  hustler money moneymaker cash dollar dollars million millionaire billionaire rich bigmoney success successful winner
  winners champion champions victory lucky luckyone luckystar goodluck jackpot poker casino freedom liberty justice
  peace peaceful dream dreams dreamer dreaming dreamcatcher happy happiness happyday smile smiley smiling laugh
  laughing funny fun party magic magical magician mystery fantasy wonderful wonder amazing awesome fantastic perfect
  special number one numberone theone thebest thebeast thegreat theking imthebest legend legends hero heroes genius
  einstein whatever whatthe whatsup wassup hello hellohello helloworld hithere heythere goodbye byebye nothing nobody
  somebody something anything everything everyone forgot forget forgetit forgotten remember rememberme ihateyou
  ihatethis hateyou fuckyou fuckyoubitch fuckoff fuckme fuckthis fucker fucking motherfucker asshole bastard bitch
  bitches bullshit shithead dickhead bigdick bigcock blowjob boobies bigboobs boobs naked nasty pornstar porn slut
  whore suckit suckmydick biteme kissmyass eatme screwyou damnit crazy crazygirl crazyboy stupid idiot loser moron
  dumbass retard weirdo freak psycho lunatic trustno trustme noone nooneknows dontforget dontknow idontknow idunno
  ihavenoidea donttouch keepout stayout goaway getout comeon letsgo gogogo lol lolol lollol lollipop lmao rofl omg
  omgomg haha hahaha hahahaha hehe xoxo xoxoxo blah blahblah blahblahblah foobar asdf asdfg asdfgh asdfasdf qwer qwert
  qwerty qwertyui qwertyuiop qweqwe qweasd qweasdzxc qwaszx qazwsx qazwsxedc qazxsw wasd zxcvbn zxcvbnm zxcv zxczxc
  asd asdasd asdzxc qazqaz wsxwsx edcrfv poiuyt poiuytrewq lkjhgf lkjhgfdsa mnbvcx mnbvcxz abc abcabc abcd abcdef
  abcdefg abcdefgh abcdefghi xyz xyzxyz abcxyz buddy buddyboy buster butch bubba bubbles boomer bonnie blondie
  bigdaddy bigdog bigboy bigman bigred bigbird cassie casper charley chester chloe coco cooper corky dakota dexter
  duke dusty fluffy gizmo goober gracie hershey holly jake joey lady lassie maggie max maxie maxmax milo misty mittens
  oreo patches pebbles penny pickle pickles precious rascal rex riley roxy rusty sadie sammy sampson sandy sasha
  scooter scout smokey smokie sparky spike spooky tasha teddy tinker toby trouble tucker yoyo yogi ziggy zeus zoe
  zorro apollo athena hercules hermes mercury venus mars jupiter saturn neptune uranus pluto universe cosmos alien
  aliens area ufo nasa spaceman astronaut rocket rocketman satellite please pleaseletmein thankyou sorry imsorry yes
  yesyes nono okok ok okay good goodboy goodgirl goodtimes goodlife goodday nice cool coolcool coolio cooldude
  coolgirl coolguy dude dudeman bro boss bossman ladies gentleman superstar rockon ace trust security secure safety
  corporate finance marketing sales accounting backup oracle mysql postgres database cisco router switch network
  wireless wifi cable modem printer scanner laptop desktop keyboard monitor camera canon nikon sony panasonic philips
  siemens motorola nokia ericsson lenovo dell intel pentium
  `
    .split(/\s+/)
    .filter((word) => word !== ""),
)
