/**
 * The general vocabulary of English study texts, by part of speech. Counted by us over eight public sources (textbooks of
 * anatomy, psychology, history, neuroscience and programming, two software books, medical abstracts); a word is here when at
 * least three of them use it. Within a group the commonest come first; "|" ends a band (ranks 400, 1,000 and 2,000 of all).
 * It serves two ends: the part of speech of common words, and how specific a word is (what is missing here is a subject's own).
 */
export const ENGLISH_WORDS = {
  noun: `
    it they time their number system them its part type we information you end case way area types people your point
    level order function addition side place body less us development size line our response process life section
    years state cases series world value ability group ways states differences here model difference name compare
    structure systems data fact term environment conditions language others project behavior examples problem chapter
    key pattern history hand source times top role lines middle terms relationship reason memory problems effect day
    patterns itself human half word expression numbers words step potential person action location amount birth events
    approach position condition variety | groups degree method instance contrast power structures field features stage
    question food concept objects class water content code knowledge areas effects list force site course sense
    practice task parts collection steps hours days center family his functions text individuals image version methods
    reference risk details organization speed network technique total research actions matter base techniques
    relationships space feature length movement questions height program head values detail elements levels color home
    object activity flow community computer disease year humans unit solution nature book basis purpose period
    environments connection amounts fields comparison review extension loss choice something sign instructions
    attention ones modification members linear products portion decision care material he division mechanism cells
    solutions output idea experiments units progress branch team pain health production study rate media combination
    formation importance themselves analysis failure scale week aspects describes sugar tool status blood death index
    images experiment description path measures benefits background square options factor components component design
    situation temperature languages table children sequence population aspect sections communication she interest
    reasons width processes input hands root shape diseases tip categories advantage animals impact weeks mass region
    appearance distance majority responses society maps variations treatment ear stages skin pressure video | product
    movements factors tools refers everyone bodies everything cost presence channel hundreds opportunities heart
    operation possibility regions issue extent growth pair purposes evidence activities months rules distribution
    introduction things minute goal core room behaviors none month consumption interaction foundation eyes families
    error web paper locations theory framework sites chain success author variables volume child mind link storage
    decades association stay classes duration signal anything her rule energy roles nothing males letters eye aim
    conversion identity creation weight reaction machine science summary story operations wall context populations
    style event moment daughter pairs sources depth spectrum representation cell fish resources stress decisions
    origin tree vision letter periods kinds circumstances concepts threshold lifetime transition stability contents
    friend column survival exception screen plant topics properties percentage dna speech hour piece loop observation
    map removal mode complexity characteristics strength domain medicine perception percent member disorder house
    exchange identification surface string applications vessels law recognition difficulty subjects sleep substance
    subset charge night phase infant band drugs separation strategies outcomes expansion balance sensation job pet
    quality gap characteristic pathway passage students researchers generation ie views perspective fashion safety
    bridge command alcohol prone direction species issues curve disorders exposure office outcome resistance page
    closure capacity hemisphere anyone floor mother gene motor men entry thing dimensions education interactions mouth
    cord minutes statements parent injuries profile college planning diet concentration neck injury receptor manner
    errors zone frequency tension peak array street brain observations career patients symptoms muscle voice spring
    car device sun glass weakness spine powers protection axis library criteria partner laboratory tone consequence
    difficulties woman domains orientation genes route sex depression traits ring my bit parents website culture nerve
    activation sum computers replacement definition conflict art studies degrees operating couple sequences utility
    compounds hair leg edge segments ca pool lives challenge signs reactions teeth scan sample motion materials metal
    quantities copies sizes childhood application existence absence interpretation investigation hypothesis feet zones
    june ratio receptors forth hormone exploration spaces discovery stream student technology users option selection
    statement inability usage aims air arrangement availability administration perceptions september adults topic
    friends beta distinction intervals women pregnancy skills performance versions potentials gland organ substances
    oxygen tube transmission segment items monitoring combinations efficiency yourself dimension trace construction
    descriptions sound dog choices organisms arm scientist bar maturation sight cancer baby implementation static |
    concentrations density junction agents january exceptions anatomy muscles feedback sodium mechanisms immune
    adolescence lobe assistance joint requirements quarter news october surgery scans resolution rhythm phenomenon
    notes tissue reduction angle plate resonance acid treatments illustration practices gender chance effort article
    stone mutation syndrome road consideration game pieces heads paths contributions chapters relation physiology
    organs membrane regulation dopamine neuron cup winter ct inputs insight exam sports homeostasis tissues
    temperatures canal chloride females fingers portions sheet architecture compound chest arch nutrition defects
    category personality ideas conclusion thoughts coordination theme connections soldiers row property procedures
    formula flight station stimuli stimulus plane fetus nose divisions deficits quarters medications school intake
    glucose cluster steroid therapy drug foot metabolism joints epinephrine mri tumors net milk infections disruption
    interior defense entrance illness tendency consciousness stimulation composition lesions brains fmri serotonin
    players efforts strategy indication interface doctor situations advantages completion element circle diameter
    character cat quantity scientists ocean miles dogs bird explanation player parameters manipulation occurrence
    professionals morning popularity columns clusters respect directions foods glands respiration skull bonds nucleus
    pathways adulthood embryo cortex memories reuptake somatosensory alpha diagnosis phases terminology tumor barrier
    liver nasal secretion limb knee abnormalities contraction mutations stem basal bladder angles battery similarities
    sea de company conception effectiveness probability ears classification fraction man trials literature title books
    schizophrenia infants supplement severity cone localization emotions opinion someone favor workers trade software
    acquisition independence july century boundaries moon box danger attributes maintenance panel records principle
    emphasis opportunity bloodstream technologies graduate carbon nutrient dioxide sclerosis remainder item
    requirement trauma distances recovery controversy conservation similarity experimentation medication implants
    preparation scales subtype proportion restriction precision gravity gas earth definitions door song integration
    services subtraction chart party fruit acceleration visualization arrival organism iron hormones fibers relay
    finger biology canals shapes lab tongue cerebellum emotion forebrain overview odor reflex devices chamber
    endocrine insulin radiation tomography diabetes failures bed doctors bone protein diffusion bones kidneys
    synthesis nutrients vitamin posterior trunk cavity infection nucleotide nuclei contribution enzyme rna mouse
    inhibition follicles follicle sides border athletes hospital nodes apex fertilization injection proximity music
    anxiety variation progression dysfunction adaptation airway variability limitations accuracy detection isolation
    disability abilities timing correlation sensitivity al rat noise preference abuse findings involvement mood
    interference presentation partners deficit window cues standards appetite consequences networks principles
    assumptions goals journey schools deaths persons la suffering november migration wife deviation colors arrow cream
    consistency math hypotheses instances entities staff adenosine pump stomach attachment radio twins specialization
    proteins chemicals periphery vertebrae acids bony ganglia parameter pathology physician apparatus examination
    centuries capital reality phenomena perspectives genetics vibration picture discoveries corpus journal symptom
    positron emission gamma integrity prevalence accident risks assessment obesity newborn measurement exclusion
    faculty intervention dependence md pressures steroids ad onset antibiotics wires dynamics labor meeting town
    decline phone laws summer companies continuation matters belief native navigation authors price readers threat
    juice ground impulse walls city mineral february radical him scene influx societies committee publication edition
    scenario girls institution significance countries consent policy military articles december consensus relief
    tolerance april resource template files alignment conversation sentence resultant department guidelines
    comprehension vs calculations mm argument coding terminals procedure derivatives spot notion ourselves discussion
    wake publications expectations demand promise patch host kingdom facilities trait routes freedom buffer confusion
    characters chocolate sheets matrix organizations diagram philosophy arguments capabilities kitchen delays reset
    improvement variants service rows translation collisions meal wavelength preferences colleagues tips courses
    healthcare ice correlations experts profiles comparisons drawing molecules nerves chemistry ions fluids molecule
    lungs impulses bottle subdivisions signaling potassium transmit neurons neurotransmitters messenger egg vesicles
    neurotransmitter lifespan evolutionary ball lobes soma dendrites axon myelin synapse glia axons senses bulb
    endings medulla legs reflexes fissure olfactory cleft retina sulcus buds neuroscience hypothalamus sensations
    synapses thalamus acetylcholine glutamate gaba norepinephrine substantia nigra midbrain hindbrain pons gyri sulci
    horn researcher hemispheres reproduction stroke lung thyroid chemotherapy shock puberty prevention destruction
    tract plasma differentiation enzymes contractions anterior inflammation electrolytes mole ph urine vegetables
    lipid antibodies mrna gradients gradient mv accumulation thickness germ duct cartilage tendon arteries spina
    bifida lumbar node csf refractory clinicians carriers testosterone adolescents management virus communities
    reconstruction et eds efficacy discrimination evaluation evolution modalities grade rats offspring seizures
    deprivation therapies susceptibility withdrawal opioid intensity wave acuity frequencies db implant retrograde
    shell jobs calculation mountain convenience keys movies symbol eggs bands plot id symbols syntax module equation
    aa ovaries messengers makeup sister sheath estrogen neurophysiology hydrogen calcium cytoplasm breakdown toe layer
    spiral bowl subunits fuse genome spindle epithelium dendrite lip mammals ganglion gyrus operator pancreas kidney
    complications physicians histology thigh transverse substrate fusion artery compression initiation proliferation
    leakage meatus sinus subarachnoid theories mirror opponent fovea nicotine callosum olfaction chimpanzees feelings
    conclusions brainstem amplitude cochlear amputation nausea providers hypertension likelihood expectancy movie
    atrophy deficiency clinic laser gaps fatigue associations episodes cr measurements displacement lecture strokes
    phenotypes inhibitors degeneration thresholds nm disk court facts money prices tracts shoulder policies diversity
    dream hierarchy implications dominance dreams cultures trial country mothers bias admission violence income decade
    habits beliefs august costs tobacco boys government fears singleton security homes loops brackets file skill
    assignment execution rectangle employees land king pop request atmosphere qualities logic statistics settings
    documentation descent authority approval officers boy databases crowd copper indices enforcement estimates
    adoption veterans territory parentheses expressions null flexibility complement bits protocols protocol marker
    button physics summation mistakes score schedule algorithm algorithms rr port convention compact business chains
    export market conflicts backgrounds burden colon shells tails termination cars speakers insights scope format
    usefulness charts polymorphism volumes user client references bill plots circumference tags restaurant
    multiplication integer outputs specification season patches skeleton pack pleasure frontiers me answers comment
    modules dollar default server comments functionality developer repository editor libraries programmers overflow
    custom filename html developers package alias`,
  verb: `
    is be are have can has up used was will may would out like using do been called including were does see make being
    made found might provide could means should associated had take seen shown include making show having understand
    followed find describe explore must did create described become read get provided pass provides contains created
    explain receive follow allow named depending look prevent located learn go includes produced uses perform move
    referred defined know | determine according lead received think cannot continue produce stored keep consider
    generated come give allows represents exist added passed taking appear maintain takes avoid started begin comes
    discussed connected resulting changed define divided written affect notice ensure contain starting built develop
    demonstrate requires run looking indicates makes involved going discuss occurs composed applied allowed feel
    included represent reduce becomes indicate treated represented adding identify maintained reached placed thought
    creating introduced designed caused leave said occur build identified put contribute learned involves presented
    separated compared taken reach providing examine remove appears performed suggest differ allowing completed
    suggests depends passing determined try remains published exists require sent recognize grow giving enter serve
    met describing formed want play controlling causing indicating affects happen produces check continues operate
    choose tell receiving treat expect became experienced remember goes leads replace driven hold leaving assigned
    send generate refer depend obtain contained interact distinguish comparing improve doing raised remain explored |
    covered pay kept linked happens say demonstrates meet communicate born apply protect begins add consisting led
    reducing desired translated expressed supported express detect getting influenced characterized exposed held moved
    modify decide illustrate asked cover interested carried showing suggesting holds exploring saw gives considering
    representing divide identifying entering came preventing write noted collected discovered walk felt establish
    convert producing performing showed removing accept began carrying perceived keeping bring seem indicated
    suggested brought labeled believe creates prevented matching encourage enhance distributed illustrates participate
    assume maintaining gets decreases continued discover regulate encounter gave resulted delivered embedded studied
    tend treating consuming entered receives wrote examining appeared respond subdivided helping reduces fail drawn
    turning took coming standing explains contributed mentioned feed imagine looked reaches blocked proposed opened
    prevents oriented let vary plays failed grouped tells explores attached affecting carry extend reveals explained
    determining trying emerge achieve dedicated runs turns regarding concerned dividing aligned promote inherited
    obtained observe supports stopped involving consume speaking regulated suffer converted detected focused alter
    lose seeing spend requiring ascending forced viewing wanted enables presents implemented measuring consists expand
    reads combining estimated stimulate exhibit facilitate attempting adapted stand transmitted seek returning seems
    suffered consumed told assess intended sending says served converting extending induce believed died develops
    improves adjust evolved chosen got blocking noticed coordinate reflecting reversed surrounded stopping suppress
    marks keeps derive ignored identifies relate draw decided computed push pulled connect varies arranged carries
    falling paired retained evaluate derived designated | differs dissolved lived prepare replacing involve enlarged
    arrive demonstrated tested acquired reflected conduct viewed establishing went attempted occurring heard
    accomplished putting join enters modifying ask fill linking displayed opposed speak conducted prescribed
    attributed grouping housed breaking scanning facing solve forming bind walking survive relying spent decreased
    differentiate arise stimulated transported separating diagnosed accompanied transform helped rely traveling meant
    filling performs determines promotes consist played implement turned searching illustrated pulling calling
    protects separates classified undergo elevated minimize seeking passes talk reported injected reflect predict
    eliminated declared characterize manage interpreted constructed distinguished bringing spreading converge
    manipulate ignore responds connects initiated emphasized structured proceed responded untreated happened
    discussing resolve arriving analyzed matched chose ensuring adds minus terminate encoded watch absorb analyze
    brings travels releases die tends grows counting awarded interacts promoting corresponds localized reveal engage
    ensures accomplish displays worked supplied encountered analyses deprived tried shut eliminate recognized employed
    preserved sought seemed approved eat extends belong combines applies checked assign interrupted defines filtered
    lies stimulates compensate packed calculate attach sends happening dissected undergoing fits correlates persist
    concluded hear focusing experiencing instructed dominated impaired mapping examined fragments investigating grown
    devoted collect resolved revised joining raise transformed lie committed saved neighboring adopted won initiates
    introduce achieved remained aimed occurred agreed captured gained puts applying opens triggered organize teach
    connecting save accessed executed enable closes governed focuses pulls transferred resist arrives listen
    reinforced strengthen interpret pushing coupled convey win gathered extracted emerged exits pushed evaluates knows
    infer managing argue extract paid planes trigger reflects resembles contributes secreted regulating emerges pushes
    administered gone correlated revealed elicit acquire assert prove choosing proceeds terminates realize wants
    secrete triggers undergoes fertilized interconnected implies spreads evaluated activates integrate activating
    inhibited sees ranging aged correlate reviewed predicts scaled investigate detecting arrived counted placing
    talking modeled ordered occupies attract willing sits exhibited questioned addressed yielded confirmed accepts
    lets listed slices selecting nested sold packaged wrapped relied claimed fed recovered grew ran signed consisted
    tended offered introduces visualize executing declare supplying broke asking enclosed integrates filtering
    specifying specify analyzing prefer joined replaces removes checking suppose maintains enforce writes finish
    specifies install edit installed forget compiled importing`,
  adjective: `
    other all most different many over same common important long right specific large single later next multiple able
    main similar under short small possible little available own longer high particular difficult together good full
    far local low major better lower free simple necessary early greater positive current entire likely basic negative
    above additional larger last original whole special certain earlier unique initial useful | overall final due
    regular real smaller inside equal inner behind external direct against below independent appropriate done strong
    higher public active previous subsequent outside primary beyond powerful wide easy deep popular internal natural
    existing fixed significant ready recent familiar remaining near responsible extensive red normal double upper
    fewer equivalent successful random exact actual detailed continuous extra blue constant visual physical hard
    modern cold largest repeated prior crucial daily fine greatest closer dependent stable scientific consistent
    faster | shorter helpful interesting safe outer hot older social poor easier identical temporary respective
    intense efficient animal typical rare functional broad neutral young distinct conventional severe capable
    regardless vital alone fast effective emotional strict genetic secondary stronger highest empty diverse healthy
    essential visible late mathematical soon weak dynamic ideal flexible slower complementary lowest environmental
    critical superior historical brief dimensional rapid temporal global knowing excessive narrow alive threatening
    protective mental straight proper permanent steady indirect traditional automatic spinal green unexpected numerous
    partial absolute evident soft chronic beneath minimum online sufficient dead extreme inferior fetal frequent
    prominent minor straightforward optimal accurate cerebral subtle susceptible big representative manual
    physiological tiny electrical relevant valuable ongoing regional weaker strongest universal peripheral rich huge
    average biological wrong unlikely respiratory considerable insufficient auditory broader simpler fundamental
    magnetic voluntary neurological cognitive spatial quick distinctive nervous vast personal comprehensive immediate
    | intermediate foreign sophisticated chemical conscious pure fresh acute classic substantial metabolic selective
    primitive former clinical organizational pituitary resting sensory private anatomical ventral somatic facial oral
    cortical happy apparent annual younger formal reliable contemporary precise usual serious everyday warm smooth
    solid longitudinal structural dietary fatty abnormal diagnostic academic controversial vulnerable practical
    dangerous dominant unusual valid supportive meaningful bright artificial tremendous molecular reproductive
    sensitive medial parietal sympathetic ancient virtual harmful therapeutic mild lateral vertical mechanical
    inflammatory hormonal autoimmune adrenal impossible transient bad massive persistent sudden congenital sexual
    novel blind worse smallest thin super unable orderly profound obvious thick maximum intellectual digital adequate
    prolonged absent solitary retinal inadequate bigger versa simplest orange intracellular frontal horizontal
    electromagnetic adjacent neural glial traumatic cardiovascular intact elderly sequential cardiac superficial
    biochemical bipolar cutaneous uncommon prenatal bilateral experimental psychiatric responsive prevalent pregnant
    spontaneous nearby lasting perfect sick careful favorite flat periodic mucous singular cellular fatal receptive
    beneficial adverse pineal aware distant folic raw logical unintended legal widespread fearful cultural economic
    principal technical famous ethical statistical painful explicit remote excellent enormous influential colored
    weekly noticeable preceding minimal implicit comparable mammalian extracellular damaged deeper occipital gray
    developmental rough reticular yellow autonomic acoustic oval optic basilar synaptic limbic prefrontal fragile
    skeletal bacterial thoracic vertebral invasive passive epithelial gastrointestinal dense viral cervical sacral
    inhibitory intravenous premature infectious proliferative psychological behavioral maternal systematic nutritional
    tympanic unwanted tall gradual connective digestive visceral oxidative embryonic apical dendritic radial
    subcortical suitable updated atmospheric pelvic prosthetic rigid urinary thicker perceptual afferent efferent
    neuronal neurodegenerative endogenous sectional unaware psychoactive musical ventricular qualitative heavy
    opposing hereditary extraordinary dramatic remarkable ethnic educational racial financial proportional incorrect
    blank descriptive predictable amazing incredible mandatory educated federal simulated intensive domestic
    convenient generic predictive loud smart latest bold nice creative hierarchical integral numeric cumulative binary
    centralized administrative concise`,
  adverb: `
    also more only then example well often very still just once thus rather again instead directly least especially
    usually too sometimes finally always easily already generally | commonly further typically quickly immediately
    enough actually previously away similarly almost respectively particularly newly probably fully widely slightly
    extremely ever additionally simply increasingly relatively completely successfully specifically nearly entirely
    effectively eventually exactly frequently quite mostly apart initially closely originally ultimately normally
    highly lot approximately | really furthermore clearly significantly potentially rapidly correctly possibly twice
    primarily properly largely strongly rarely somewhat slowly poorly repeatedly randomly hence moreover gradually
    roughly equally perhaps partially essentially recently simultaneously differently technically conversely currently
    unfortunately indeed accurately greatly automatically freely continually naturally readily independently basically
    | severely surprisingly precisely negatively separately regularly aside physically extensively exclusively shortly
    tightly collectively mainly positively anywhere traditionally necessarily incredibly broadly maybe fortunately
    systematically constantly interestingly elsewhere seemingly actively somewhere electrically continuously bodily
    sufficiently briefly predominantly appropriately moderately suddenly consistently heavily subsequently incorrectly
    everywhere spontaneously selectively importantly fairly weakly deeply accidentally efficiently explicitly
    clinically genetically reliably certainly dramatically statistically absolutely locally manually`,
  nounOrVerb: `
    use control work following change changes figure back result support help need results set cause form rest shows
    test age learning start access working points return share turn range | reading experience processing beginning
    call focus building understanding measure forms needs works names view search stop gain note cycle models increase
    match causes meaning fall containing account break follows writing message testing answer developing places
    projects act running limit address drive split travel finding guide opening subject tasks benefit increases credit
    messages counter release recall target lack touch blocks deal cross centers | approaches reports branches copy
    influence leaves controls fit forward concerns track construct attempt limits programs stores underlying visit
    driving face shift store count offer aid block forces tests figures helps ends ending damage sets moves delay
    functioning acts display hearing setting contact transfer organizing waiting arms plan channels drop exercise
    saving race transport serving ages supply spread positions accounts span compares hope thinking record cut worth
    training drink taste releasing retain rates responding starts plants imaging label covering serves modeling fear
    rise experiences stands assist attack looks combine saying returns decrease sort converts signals holding acting
    exit date shifts reviews targets rising publishing capture sorts lists playing escape challenges attempts matches
    generating limiting stops ranges samples listening advance | contacts offers aging cycles enhancing report fire
    love cure facilitates relies waves filter document bundle monitor repeat raising links breathing repair overlap
    rush generates influences eating attacks crossing yield load prompt calls houses breaks switch contract pull
    concern covers storing firing repeats referring smoking lying handle studying stretch faces advances recording
    aids curves reverse burn impacts boost debate claim demands claims conducting labels wear strings falls vomiting
    anchor tracking blow fight spending presenting trends scores contracts sharing drinking gambling slice stick
    encoding mark sitting binds camp encode strain sensing neglect assuming smoke arrest commands update streams
    feeling divides branching raises bars surveys smell spots membranes fold print commit am intent solving scenes
    lining watching bases folds waste counts fractures sounds peer staining cast purchase tax ordering tastes shaping
    reward lights asks ties printing compromise pick teaching funding park destroy fires bump pause wait wrap surround
    reporting supplies train checks estimate prompts wrapping documents inherit coin import interests programming fix
    customize`,
  nounOrAdjective: `
    new general complex true individual best old | standard past great variable self central future white front kind
    light national parallel male bottom adult female false relative | opposite post black medical round brown
    alternative terminal fluid vice fat gold gross | latter patient international adolescent dark liquid circular
    commercial comparative verbal routine professional median official executive ligand institutional ethanol`,
  verbOrAdjective: `
    based known left given open required separate complete considered present related mean needed clear | correct
    limited increased modified close increasing shared removed becoming developed advanced leading closed moving
    changing controlled expected live affected released surrounding filled replaced reduced recorded accepted
    complicated corresponding lost marked combined slow | observed organized binding selected living established
    understood altered returned unknown specialized extended growing recommended sure measured supporting continuing
    shaped bound mixed broken restricted closing varying trained emerging injured floating isolated select processed
    reaching handed preferred prepared directed pronounced diffuse integrated induced specified | stained stimulating
    contributing activated protected infected charged expanded stated flowing missing weakened descending repeating
    guided differentiated improved informed cool concentrated printed mediated incoming challenging paying
    participating decreasing lay refined sustained cutting defining finished touched motivated ahead hidden confusing
    rejected imported coded enhanced feeding telling suited anchoring saturated targeted centered sized calculated`,
  rareVerb: `
    absorbs accesses accommodate accompany accumbens accumulate accumulates activate adapt administer adopt advocate
    agree align alleviate amend amplify analyse analyzes anchors androgens annotate append appoint appreciate arises
    articulate articulates ascend assemble asserts assesses assigns associate assumes attaches attend attracts augment
    await barbiturates bears beat begun behave belongs blows bought breathe builds bundles bursts calcifies calculates
    carbonate caught cease chew circulate circulates cite clarify classify cleans click climb clone collaborate
    colonize communicates compete compile compiles completes comply compose comprise comprises concatenate concentrate
    conclude cones confederates confirm confirms conform confuse conquer considers consolidate constitute constitutes
    constrict consult convince coordinates cope correspond counteract crash crosses dance deals decay decides declares
    defend delete deliver depicts depolarize depolarizes derives detects diagnose dies diffuses digest dilate directs
    disappear disappears discriminate discusses dispense disrupt disrupts dissociate dissolve dissolves dominate
    donate donates doses drain drains drank drinks drives earn earns eaten educate elicits eliminates emphasizes
    enclose encloses engages engineers enhances enjoy enlarge enlarges evaporates evoke evokes exacerbate examines
    exceeds excite excites exclude execute exemplifies exert exerts exhale expands expects expresses fails fallen
    feels fell fetch fetches fills flee floats flows forgot formulate fought gather generalize gotten govern heal
    hears hide highlight hinders hint hits hurt imitate implements imply imports impose imprecise inactivate
    incorporate inform informs ingest inhibit inhibits initiate inject innervate inspire insulate insulates intend
    interfere interrupt interrupts isolate isolates iterate iterates joins judges jump jumps kill knew laid lasts
    learns levy lift locate loses lunate manages manifests matures maximize mediate meets memorize migrate migrates
    mimic mobilize modulate motivate mutate narrows navigate neutralize notices nurture occupy offset operates oppose
    organizes originate originates ossify overcome override overrides penetrate perceive populate pose possess
    possesses pour prescribe presses proliferate propagate protrude punish quit quotes react recognizes recommend
    recommends reconstruct recover recruit regenerate regimens regulates rehearse reinforce relates relax relays
    rename render reorganize repel replenish replicate reproduce resemble restore rests resume retrieve revert rewrite
    salivate satisfies scatter seeks seize selects sell settle sever shake shall shoot shorten shot shuts simulate
    skip spans spawn speaks specialize specimens spin spoken spun stabilize stays stir stood strive struck stuck
    sulfate summarize summarizes suppresses surf surrounds sustain swallow synthesize synthesizes tackle taught
    teratogens thanks thicken thinks threw throws tolerate transduce transforms translate translates transports trap
    traps tries uncover undergone underlies undermine undertaken underwent undo unite unites univariate unravel
    utilize validate verify vibrate vibrates volunteers waits weaken weigh weighs wish withdraw worry wraps zoom`,
} as const
