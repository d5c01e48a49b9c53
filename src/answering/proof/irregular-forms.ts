const rows =
  "be:was,were,been,is,are,am have:has,had do:did,done go:went,gone come:came become:became begin:began,begun break:broke,broken bring:brought build:built buy:bought " +
  "catch:caught choose:chose,chosen cost:cost cut:cut deal:dealt draw:drew,drawn drive:drove,driven fall:fell,fallen feel:felt fight:fought find:found forbid:forbade,forbidden " +
  "forget:forgot,forgotten freeze:froze,frozen get:got,gotten give:gave,given grow:grew,grown hear:heard hide:hid,hidden hit:hit hold:held keep:kept know:knew,known lay:laid " +
  "lead:led learn:learnt leave:left lend:lent let:let lose:lost make:made mean:meant meet:met pay:paid put:put quit:quit read:read rise:rose,risen run:ran say:said see:saw,seen " +
  "seek:sought sell:sold send:sent set:set show:showed,shown shut:shut sit:sat speak:spoke,spoken spend:spent split:split spread:spread stand:stood strike:struck take:took,taken " +
  "teach:taught tell:told think:thought throw:threw,thrown understand:understood wake:woke win:won withdraw:withdrew,withdrawn write:wrote,written overrun:overran " +
  "undertake:undertook,undertaken undergo:underwent,undergone arise:arose,arisen uphold:upheld oversee:oversaw,overseen rebuild:rebuilt redo:redid";

/** The plain form of an irregular verb form: "led" is "lead". Forms that are their own plain form are left out. */
export const plainFormOf: ReadonlyMap<string, string> = new Map(
  rows.split(" ").flatMap((row) => {
    const [plain, forms] = row.split(":") as [string, string];
    return forms.split(",").flatMap((form) => (form === plain ? [] : [[form, plain] as const]));
  }),
);

/** Irregular forms that may be a finished past on their own ("gave") or a participle ("given"). */
export const irregularPasts: ReadonlySet<string> = new Set(rows.split(" ").flatMap((row) => row.split(":")[1]!.split(",")));
