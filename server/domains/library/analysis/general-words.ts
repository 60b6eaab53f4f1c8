import { STOP_WORDS } from "../retrieval/stop-words.ts"

/** Words of any text book, whatever it is about: on their own, or at the edge of a term, they name nothing. */
const GENERAL =
  "able according account across addition additional additionally affect affected allow allows almost alone already also although always amount " +
  "another answer appear appears approach approximately area areas around aspect associated author based basic basis become becomes begin " +
  "begins believe best better bring called came case cases cause caused causes causing certain certainly change changes chapter chapters check " +
  "clear clearly close come comes common commonly compared complete concept concepts consider considered consist consists contain contains " +
  "content contents contrast correct could course create created data day days decrease decreased depend depends described description " +
  "despite detail determine develop developed different difference differences difficult direct directly discuss discussed discussion " +
  "due early easily easy effect effects eight either else end ends enough equal especially essential even event every example examples " +
  "exercise exercises exist exists explain explained fact factor factors far feature features figure figures find finding first five follow " +
  "followed following follows form formed forms found four full further general generally get give given gives go goes good great greater group " +
  "groups happen happens hence high higher highest however hundred idea ideas image important include included includes including increase " +
  "increased increases indicate instance instead introduction involve involved involves issue kind kinds know known large larger largest last late " +
  "later lead leads learn learning least leave less let level levels like likely line list little long longer look lot low lower made main mainly " +
  "major make makes making many material matter mean means measure method methods might million minor month months moreover much must name named namely " +
  "near nearly necessary need needed needs never nevertheless new next nine normal normally note nothing now number numbers objective objectives " +
  "observe obtain occur occurred occurs often old one ones open order original others otherwise overview page pages paper part particular particularly parts " +
  "past people percent perhaps period person place play plays point points possible possibly present presented previous previously problem problems " +
  "process processes produce produced produces product property provide provided provides put question questions quite range rate rather real reason " +
  "reasons recent recently reduce reduced refer reference references referred refers regard regarding relate related relatively remain remains " +
  "require required requires result resulting results review role said say says second section sections see seem seems seen sense set seven several " +
  "shall show showed shown shows side significant significantly similar similarly simple simply since single six size small smaller something " +
  "sometimes source special specific start starts state states still strong studies study subject suggest suggests summary take taken takes ten term " +
  "terms text therefore thing things think third though thousand three thus time times together total true try turn two type types typical typically " +
  "understand unit unlike upon use used useful uses using usual usually value values various vary view way ways week weeks well whereas wide work works " +
  "world year years yet"

/** Stop words and general words together. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set([...STOP_WORDS, ...GENERAL.split(" ")])
