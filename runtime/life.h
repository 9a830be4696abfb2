/* Variables that belong to one life of the runtime.

   Built-in types, interned strings and what is derived from them are made once a process and serve
   every life. A static variable in which a script's doings show (registries, settings, caches of
   what scripts made) is marked WF_OF_LIFE: it has its initial value again in every life. A thread
   that comes late, from an earlier life, may find that value at any time: whoever reads one reads
   it once, and bears it. */
#ifndef WF_LIFE_H
#define WF_LIFE_H

/* In a section of its own, whose first and last address the linker knows. */
#define WF_OF_LIFE __attribute__((section("wf_of_life")))

/* Before anything else of a life, and at its end: false for lack of memory. */
bool wf_life_reset(void);

#endif
