/** Adjectives of five letters. */
export const adjectives: readonly string[] = words(`
agile alert amber ample azure basic blond blunt brave brief brisk broad brown cedar chief civil clean clear
close coral crisp curly dairy dandy dense eager early earth elfin equal exact faint fancy fiery final first fixed
fleet fluid focal foggy fresh front frost fully funny giant glass glory grand grape grass great green happy hardy
hazel heavy honey husky ideal inner ivory jolly juicy jumbo khaki large layer least level light lilac lined linen
local loose loyal lucid lucky lunar lusty magic major maple mauve merry metal misty mixed mossy naive naval nifty
noble north novel oaken ocean olive outer paper patch peach pearl perky petal piano pilot plain plump plush polar
prime proud quick quiet rapid ready regal rider rigid river robin rocky roomy rough round royal ruddy rural
rusty salty sandy satin sharp shiny short silky silly sixth sleek small smart smoky snowy solar solid sonic south
spare spicy steel steep stoic stone stony storm stout straw sugar sunny super sweet swift tawny tidal tight timid
topaz total tough ultra umber upper urban vague valid vital vivid weave whale wheat whole windy witty woody
wooly young zesty`)

/** Nouns of four letters. */
export const nouns: readonly string[] = words(`
alga arch aria atom bark barn bass bead beam bean bear bell bird boat bolt book boot bowl brew brig bulb buoy cake
calf cape card carp cart cave clam clay clog coal coat code coin comb cone cord cork corn cove crab crow cube dawn
deer desk dish dock dome door dove drum duck dune dusk fawn fern film fire fish flag flax foam ford fork frog fuel
gale gate gear glen goat gold gong gull hare harp hawk haze heap herb hill hive hoof horn iris isle jade kelp kite
knot lace lake lamb lamp lane lark lava leaf lens lily lime line link lion loaf loft loom lute lynx mast maze mead
mesa milk mill mint mist mole moon moor moss moth myth nest newt node note oats opal orca oven owls palm park path
peak pear peat pier pike pine pipe plum pond pool port puma quay raft rail rain reed reef rice ring road robe rock
roof root rope rose ruby rune sage sail salt sand seal seed shed ship silk slab sled sloe snow soil song spar star
stem surf swan tarn teal tent tern tide tile toad tree tuft tuna vale vase vine wave wind wing wolf wood wool wren
yarn yeti yoke zinc zone`)

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}
