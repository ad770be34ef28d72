-- A new case of a new customer each; with KNOWN=n, of one of n known customers by chance. Every body differs.
dofile(os.getenv("WRK_FOLDER") .. "/common.lua")
local known = tonumber(os.getenv("KNOWN") or "0")
local count = 0
local names = { "Okafor", "Novak", "Silva", "Haddad", "Larsen", "Moreau", "Tanaka", "Kowalski", "Mensah", "Rossi" }
function init() seed() end
function request()
  count = count + 1
  local id = number * 100000000 + count
  local name = "Amara " .. names[count % 10 + 1] .. " " .. id
  local who = known > 0 and ('"customer":"CU-' .. math.random(known) .. '"')
    or ('"new_customer":{"name":"' .. name .. '","email":"a' .. id .. '@example.org","postcode":"M1 ' .. id % 1000 .. 'BT"}')
  local body = '{"kind":"complaint",' .. who .. ',"subject":"Boiler not repaired ' .. id .. '","channel":"telephone",'
    .. '"words":"The engineer did not come for the third time and nobody rang. We have had no heating since Monday and '
    .. 'there is a baby at home. I took two days off work for visits that were never kept. Job ' .. id .. '.",'
    .. '"remedy_sought":"Repair this week, and the call-out fee back.","product":"Boiler cover","category":"Missed appointment"}'
  return wrk.format("POST", "/api/v1/cases", { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. token }, body)
end
