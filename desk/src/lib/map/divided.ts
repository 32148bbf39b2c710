/* Countries whose first-level divisions are drawn; written by scripts/outlines.mjs beside the outlines. */

export const DIVIDED: ReadonlySet<string> = new Set(
  (
    "AD AE AF AG AI AL AM AO AR AS AT AU AX AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG " +
    "CH CI CK CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FO GA GB GD GE GG GH GL GM " +
    "GN GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ " +
    "LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE " +
    "NG NI NL NO NP NR NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RO RS RU RW SA SB SC SD SE SH SI SK SL SM " +
    "SN SO SR SS ST SV SY SZ TD TF TG TH TJ TM TN TO TR TT TV TW TZ UA UG UM UY UZ VC VE VI VN VU WF WS YE ZA ZM " +
    "ZW"
  ).split(" "),
);
