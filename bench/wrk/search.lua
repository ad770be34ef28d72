-- Searches for words that stand in few cases: a line of WORDS_FILE each time.
dofile(os.getenv("WRK_FOLDER") .. "/common.lua")
local words = {}
for word in io.lines(os.getenv("WORDS_FILE")) do words[#words + 1] = word end
function init() seed() end
function request() return wrk.format("GET", "/api/v1/search?q=" .. words[math.random(#words)]) end
