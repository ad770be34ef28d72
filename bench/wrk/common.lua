-- What the scripts share: the token, and numbers that differ from thread to thread.
token = os.getenv("AMENDS_TOKEN")
local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end
function seed() math.randomseed(os.time() * 10 + number) end
wrk.headers["Authorization"] = "Bearer " .. token
