// A C++ host: whatever becomes of a call, the destructors of the frames around it run.
#include <weft.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

static std::atomic<int> made{0}, destroyed{0};

struct Tracked {
  Tracked() { made++; }
  ~Tracked() { destroyed++; }
  Tracked(const Tracked &) = delete;
  Tracked &operator=(const Tracked &) = delete;
};

// Scripts call this; it calls a script again, with objects of C++ on the way.
static weft_status call_back(void *, const weft_value *arguments, size_t, weft_value *result) {
  Tracked here;
  std::string text(100, 'x');
  return weft_call(arguments[0], nullptr, 0, result);
}

static const weft_function_row call_back_row = {"call_back", call_back, "(function, /)", nullptr};

static const char script[] = "import time\n"
                             "def forever():\n"
                             "    while True: pass\n"
                             "def sleep(): time.sleep(1000)\n"
                             "def fail(): raise ValueError('as it should')\n"
                             "def spin(): call_back(forever)\n"
                             "def wait(): call_back(sleep)\n"
                             "def error(): call_back(fail)\n";

static std::atomic<int> finalized{0}, failed{0};

static void run(const char *name) {
  Tracked outer;
  weft_value function;
  weft_status status = weft_global_get(name, &function);
  if (status == WEFT_OK) status = weft_call(function, nullptr, 0, nullptr);
  if (status == WEFT_ERR_FINALIZED) finalized++;
  if (status == WEFT_ERR_EXCEPTION && weft_exception_matches("ValueError")) failed++;
}

int main() {
  weft_value function;
  if (weft_initialize(nullptr) != WEFT_OK) return 1;
  if (weft_function_new(&call_back_row, nullptr, &function) != WEFT_OK ||
      weft_global_set("call_back", function) != WEFT_OK ||
      weft_run_source(script, "destructors") != WEFT_OK) {
    weft_exception_print();
    weft_exit(1);
  }
  std::vector<std::thread> threads;
  for (const char *name : {"spin", "wait", "error", "spin", "wait", "error"})
    threads.emplace_back(run, name);
  while (made < 12 || failed < 2) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  int status = weft_finalize(); // the threads in script code come back
  for (auto &thread : threads) thread.join();
  std::printf("%d calls ended with the runtime, %d by an exception; "
              "%d objects made, %d destroyed\n",
              finalized.load(), failed.load(), made.load(), destroyed.load());
  return finalized == 4 && failed == 2 && made == destroyed ? status : 1;
}
