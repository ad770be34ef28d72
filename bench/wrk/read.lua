-- Reads one of CASES cases by chance (1: always the same).
dofile(os.getenv("WRK_FOLDER") .. "/common.lua")
local cases = tonumber(os.getenv("CASES"))
function init() seed() end
function request() return wrk.format("GET", "/api/v1/cases/C-" .. (1000 + math.random(cases))) end
