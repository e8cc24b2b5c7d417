// Words that say nothing about what is looked for: those of a question, and small ones.
"use strict"

const QUESTION =
  "为什么|怎么办|怎么样|怎么|怎样|如何|什么|哪些|可以|能不能|会不会|是不是|有没有|应该|需要|一定|[吗呢吧]|" +
  "\\b(?:can|cant|cannot|could|do|does|how|i|is|me|my|should|what|when|where|which|who|why|will|would|you|your)\\b"
const SMALL =
  "自己|行吗|行不行|好不好|要不要|能否|可否|这个|那个|感觉|觉得|知道|告诉|有人|一直|已经|现在|目前|到底|" +
  "究竟|其实|真的|好像|为何|还是|或者|但是|因为|所以|如果|关于|这种|那种|请问|一下|是否|多少|哪里|哪个|" +
  "哪种|以后|之后|" +
  "[的了得就还也都吃用做是和有在会能要想被把让跟与这那我你您没不很太再又过后说哪谁几多少着啊呀]|\\b(?:" +
  "a|about|actually|already|also|always|am|an|and|any|anybody|anyone|anything|are|as|at|away|be|been|being|because|but|" +
  "by|came|come|currently|did|done|each|else|even|ever|everyone|everything|exactly|explain|every|feel|feels|felt|for|" +
  "from|get|give|given|go|goes|going|gone|got|had|happen|happens|happened|has|have|he|her|here|him|his|if|in|into|it|its|" +
  "just|keep|know|let|like|look|looking|lot|made|make|makes|many|maybe|mean|means|much|myself|never|need|needs|needed|" +
  "not|now|of|ok|on|only|or|other|our|please|possible|quite|out|put|really|say|says|see|she|since|so|some|somebody|" +
  "someone|something|still|such|take|taken|taking|tell|than|that|thats|the|their|them|then|there|these|they|thing|things|" +
  "think|thought|this|those|to|told|today|too|try|up|us|use|used|using|very|want|wanted|way|ways|was|we|were|whats|" +
  "whether|while|with|work|works|yes|yet|yourself)\\b"
const PEOPLE = // of whom is asked
  "老公|老婆|丈夫|妻子|爱人|妈妈|母亲|老妈|爸爸|父亲|老爸|奶奶|爷爷|外婆|姥姥|外公|姥爷|婆婆|公公|家人|家里人|朋友|亲人|同事|" +
  "\\b(?:husband|wife|partner|spouse|mother|mum|mom|father|dad|grandmother|grandma|grandfather|grandpa|aunt|uncle|friend|relative)s?\\b"
const ASKING = new RegExp(`${QUESTION}|${PEOPLE}`)
const FILLERS = new RegExp(`${QUESTION}|${PEOPLE}|${SMALL}`, "gu")

/** Whether a folded query is asked as one speaks. */
const asks = text => ASKING.test(text)

/** Blank the fillers of a folded text; a Chinese one stays where its neighbours make it part of a name (pairs of characters). */
function content(text, names) {
  return text.replace(FILLERS, (filler, at) => {
    const end = at + filler.length
    const inside = [text.slice(at - 1, at + 1), text.slice(end - 1, end + 1)].some(pair => names.has(pair))
    return inside && /\p{Script=Han}/u.test(filler) ? filler : " "
  })
}
