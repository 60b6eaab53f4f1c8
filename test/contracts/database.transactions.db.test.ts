import { sql } from "kysely"
import { beforeAll, describe, expect, it } from "vitest"
import { commitWith, type Tx } from "../../server/platform/database/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { describeEachDatabase } from "../database.ts"

const add =
  (userId: string, id: number, note = "x") =>
  (tx: Tx) =>
    sql`insert into scratch (user_id, id, note) values (${userId}, ${id}, ${note})`.execute(tx)
const count = async (tx: Tx) => (await sql<{ n: number }>`select count(*) as n from scratch`.execute(tx)).rows[0]?.n

describeEachDatabase("database transactions", (open) => {
  const ann = newId()
  const ben = newId()

  beforeAll(async () => {
    await open().db.asOwner(async (tx) => {
      await sql`create table scratch (user_id uuid, id bigint, note text, primary key (user_id, id))`.execute(tx)
      await sql`select app.protect_personal('scratch')`.execute(tx)
    })
  })

  describe("isolation", () => {
    it("shows a learner their own rows and lets them write no others", async () => {
      const { db } = open()
      await db.asLearner(ann, add(ann, 1))
      await db.asLearner(ben, add(ben, 1))
      expect(await db.readAsLearner(ann, count)).toBe(1)
      expect((await db.asSystem("count-everything", count)) ?? 0).toBeGreaterThan(1)
      await expect(db.asLearner(ann, add(ben, 2))).rejects.toMatchObject({ code: "42501" })
      const changed = await db.asLearner(ann, (tx) =>
        sql`update scratch set note = 'y' where user_id = ${ben}`.execute(tx),
      )
      expect(changed.numAffectedRows).toBe(0n)
    })

    it("leaves nothing of the learner behind in the session", async () => {
      const { db } = open()
      for (const fails of [false, true]) {
        await db
          .asLearner(ann, async () => {
            if (fails) throw new Error("on purpose")
          })
          .catch(() => {})
        const { rows } = await db.execute("select current_user as who, app.current_user_id() as me")
        expect(rows[0]).toMatchObject({ me: null })
        expect(rows[0]?.who).not.toBe("studyin_app")
      }
    })

    it("keeps many learners apart who ask at the same time", async () => {
      const { db } = open()
      const learners = Array.from({ length: 30 }, () => newId())
      await Promise.all(learners.map((id, n) => db.asLearner(id, add(id, n))))
      const seen = await Promise.all(
        learners.map((id) => db.readAsLearner(id, (tx) => sql<{ id: number }>`select id from scratch`.execute(tx))),
      )
      expect(seen.map(({ rows }) => rows)).toEqual(learners.map((_, n) => [{ id: n }]))
    })

    it("refuses what is no user id and no name of a use-case", () => {
      const { db } = open()
      expect(() => db.asLearner("'; drop table scratch --", count)).toThrow(TypeError)
      expect(() => db.asSystem("Robert'); drop", count)).toThrow(TypeError)
    })

    it("counts system use-cases by name", async () => {
      const { db } = open()
      await db.asSystem("tidy-scratch", count)
      await db.asSystem("tidy-scratch", count)
      expect(db.stats().systemUseCases["tidy-scratch"]).toBe(2)
    })

    it("writes nothing in a reading transaction", async () => {
      await expect(open().db.readAsLearner(ann, add(ann, 77))).rejects.toMatchObject({ code: "25006" })
    })
  })

  describe("errors", () => {
    it("keep code, constraint and detail", async () => {
      const { db } = open()
      await db.asLearner(ann, add(ann, 10))
      await expect(db.asLearner(ann, add(ann, 10))).rejects.toMatchObject({
        code: "23505",
        constraint: "scratch_pkey",
        table: "scratch",
      })
      // Row-level security keeps the values from the learner; the owner of a table without it sees them.
      await db.execute("create table plain (id int primary key)")
      const twice = db.asOwner((tx) => sql`insert into plain values (1), (1)`.execute(tx))
      await expect(twice).rejects.toMatchObject({ code: "23505", detail: "Key (id)=(1) already exists." })
    })

    it("that the work swallowed fail the transaction all the same", async () => {
      const { db } = open()
      const work = db.asLearner(ann, async (tx) => {
        await add(ann, 20)(tx)
        await sql`select 1 / ${0}::int`.execute(tx).catch(() => {})
        return "looks fine"
      })
      await expect(work).rejects.toMatchObject({ code: "22012" })
      expect(await rowsWith(20)).toBe(0)
    })

    it("of statements nobody waited for fail it too", async () => {
      const work = open().db.asLearner(ann, async (tx) => {
        await add(ann, 21)(tx)
        sql`select 1 / ${0}::int`.execute(tx).catch(() => {})
      })
      await expect(work).rejects.toMatchObject({ code: "22012" })
      expect(await rowsWith(21)).toBe(0)
    })

    it("in reading are not swallowed either", async () => {
      const work = open().db.readAsLearner(ann, async (tx) => {
        await sql`select 1 / ${0}::int`.execute(tx).catch(() => {})
      })
      await expect(work).rejects.toMatchObject({ code: "22012" })
    })

    it("that a savepoint took back do not count", async () => {
      await open().db.asLearner(ann, async (tx) => {
        await add(ann, 22)(tx)
        await sql`savepoint before`.execute(tx)
        await sql`select 1 / ${0}::int`.execute(tx).catch(() => {})
        await sql`rollback to savepoint before`.execute(tx)
      })
      expect(await rowsWith(22)).toBe(1)
    })

    it("of the work itself roll back and come out as they are", async () => {
      const reason = new Error("on purpose")
      const work = open().db.asLearner(ann, async (tx) => {
        await add(ann, 23)(tx)
        throw reason
      })
      await expect(work).rejects.toBe(reason)
      expect(await rowsWith(23)).toBe(0)
    })

    it("of a deferred constraint come with COMMIT", async () => {
      const { db } = open()
      await db.asOwner((tx) =>
        sql`create table pairs (id int primary key, mate int references pairs deferrable initially deferred)`.execute(
          tx,
        ),
      )
      await expect(db.asOwner((tx) => sql`insert into pairs values (1, 2)`.execute(tx))).rejects.toMatchObject({
        code: "23503",
      })
    })
  })

  describe("a call from inside a transaction", () => {
    it("to the database itself is refused instead of waiting for ever", async () => {
      const { db } = open()
      const work = db.asLearner(ann, () => db.readAsLearner(ann, count))
      await expect(work).rejects.toThrow("from inside a transaction")
      await expect(db.asLearner(ann, () => sql`select 1`.execute(db.owner))).rejects.toThrow(
        "from inside a transaction",
      )
    })

    it("is fine once that transaction is over", async () => {
      const { db } = open()
      let later: Promise<unknown> | undefined
      await db.asLearner(ann, async () => {
        later = new Promise((resolve) => setTimeout(resolve, 30)).then(() => db.readAsLearner(ann, count))
      })
      await expect(later).resolves.toBeTypeOf("number")
    })

    it("to a transaction that has ended is refused", async () => {
      let kept: Tx | undefined
      await open().db.asLearner(ann, async (tx) => {
        kept = tx
      })
      await expect(count(kept as Tx)).rejects.toThrow("has ended")
    })
  })

  describe("trying again", () => {
    const conflict = (tx: Tx, code: string) =>
      sql.raw(`do $$ begin raise exception 'made up' using errcode = '${code}'; end $$`).execute(tx)

    it.each(["40001", "40P01"])("after %s, from a clean slate", async (code) => {
      const { db } = open()
      const id = code === "40001" ? 30 : 31
      let tries = 0
      const before = db.stats().retries
      await db.asLearner(ann, async (tx) => {
        tries += 1
        await add(ann, id)(tx)
        if (tries < 3) await conflict(tx, code)
      })
      expect(tries).toBe(3)
      expect(db.stats().retries - before).toBe(2)
      expect(await rowsWith(id)).toBe(1)
    })

    it("also when the work hid the conflict behind an error of its own", async () => {
      let tries = 0
      await open().db.asLearner(ann, async (tx) => {
        tries += 1
        if (tries > 1) return
        await conflict(tx, "40001").catch(() => {
          throw new Error("something else")
        })
      })
      expect(tries).toBe(2)
    })

    it("ends at some point", async () => {
      let tries = 0
      const work = open().db.asLearner(ann, async (tx) => {
        tries += 1
        await conflict(tx, "40001")
      })
      await expect(work).rejects.toMatchObject({ code: "40001" })
      expect(tries).toBe(6)
    })

    it("resolves a real deadlock", async () => {
      const { db, createLearner } = open()
      const { userId } = await createLearner()
      await db.asLearner(userId, async (tx) => {
        await add(userId, 1)(tx)
        await add(userId, 2)(tx)
      })
      const bump = (tx: Tx, id: number) =>
        sql`update scratch set note = note || '+' where user_id = ${userId} and id = ${id}`.execute(tx)
      const both = (first: number, second: number) =>
        db.asLearner(userId, async (tx) => {
          await bump(tx, first)
          await new Promise((resolve) => setTimeout(resolve, 50))
          await bump(tx, second)
        })
      await Promise.all([both(1, 2), both(2, 1)])
      const { rows } = await db.readAsLearner(userId, (tx) =>
        sql`select note from scratch where user_id = ${userId} order by id`.execute(tx),
      )
      expect(rows).toEqual([{ note: "x++" }, { note: "x++" }])
    })

    it("survives a prepared statement whose columns changed", async () => {
      const { db } = open()
      await db.asOwner((tx) => sql`create table growing (a int)`.execute(tx))
      const read = () => db.asOwner((tx) => sql`select * from growing where a = ${1}`.execute(tx))
      for (let n = 0; n < 5; n += 1) await read()
      await db.asOwner((tx) => sql`alter table growing add column b text`.execute(tx))
      for (let n = 0; n < 5; n += 1) await expect(read()).resolves.toMatchObject({ rows: [] })
    })
  })

  describe("round trips", () => {
    const roundTrips = async (work: () => Promise<unknown>) => {
      const before = open().db.stats().roundTrips
      await work()
      return open().db.stats().roundTrips - before
    }

    it("are two for a read and a write that takes COMMIT along", async () => {
      const { db } = open()
      const spent = await roundTrips(() =>
        db.asLearner(ann, async (tx) => {
          await count(tx) // with BEGIN and the settings
          return commitWith(tx, add(ann, 40))
        }),
      )
      expect(spent).toBe(2)
      expect(await rowsWith(40)).toBe(1)
    })

    it("are one for statements that are started together", async () => {
      const { db } = open()
      const spent = await roundTrips(() => db.asLearner(ann, (tx) => Promise.all([count(tx), count(tx), count(tx)])))
      expect(spent).toBe(2) // and COMMIT
    })

    it("are one for a single write", async () => {
      const { db } = open()
      expect(await roundTrips(() => db.asLearner(ann, (tx) => commitWith(tx, add(ann, 41))))).toBe(1)
    })
  })

  describe("commitWith", () => {
    it("commits nothing when its statement fails", async () => {
      const { db } = open()
      const work = db.asLearner(ann, async (tx) => {
        await add(ann, 50)(tx)
        return commitWith(tx, add(ann, 50))
      })
      await expect(work).rejects.toMatchObject({ code: "23505" })
      expect(await rowsWith(50)).toBe(0)
    })

    it("commits nothing after an earlier failure, even a swallowed one", async () => {
      const work = open().db.asLearner(ann, async (tx) => {
        await sql`select 1 / ${0}::int`.execute(tx).catch(() => {})
        return commitWith(tx, add(ann, 51)).catch(() => "hidden")
      })
      await expect(work).rejects.toMatchObject({ code: "22012" })
      expect(await rowsWith(51)).toBe(0)
    })

    it("lets nothing follow", async () => {
      const work = open().db.asLearner(ann, async (tx) => {
        await commitWith(tx, add(ann, 52))
        await count(tx)
      })
      await expect(work).rejects.toThrow("has ended")
      expect(await rowsWith(52)).toBe(1)
    })

    it("is tried again like the rest", async () => {
      const { db } = open()
      let tries = 0
      await db.asLearner(ann, async (tx) => {
        tries += 1
        const code = tries === 1 ? "40001" : "none"
        return commitWith(tx, (tx) =>
          sql
            .raw(`do $$ begin if '${code}' <> 'none' then raise exception 'x' using errcode = '40001'; end if; end $$`)
            .execute(tx),
        )
      })
      expect(tries).toBe(2)
    })
  })

  describe("the owner's handle", () => {
    it("runs typed queries and kysely's own transactions", async () => {
      const { admin, createLearner } = open()
      const { userId } = await createLearner({ displayName: "Ann Other" })
      await admin.transaction().execute(async (tx) => {
        await tx.updateTable("learner_settings").set({ day_start_hour: 5 }).where("user_id", "=", userId).execute()
      })
      const row = await admin
        .selectFrom("users")
        .innerJoin("learner_settings", "learner_settings.user_id", "users.id")
        .select(["display_name", "day_start_hour"])
        .where("users.id", "=", userId)
        .executeTakeFirstOrThrow()
      expect(row).toEqual({ display_name: "Ann Other", day_start_hour: 5 })
    })

    it("rolls kysely's own transactions back", async () => {
      const { admin, createLearner } = open()
      const { userId } = await createLearner()
      await expect(
        admin.transaction().execute(async (tx) => {
          await tx.deleteFrom("learner_settings").where("user_id", "=", userId).execute()
          throw new Error("on purpose")
        }),
      ).rejects.toThrow("on purpose")
      const left = await admin.selectFrom("learner_settings").select("user_id").where("user_id", "=", userId).execute()
      expect(left).toHaveLength(1)
    })
  })

  async function rowsWith(id: number): Promise<number> {
    return open().db.asSystem("count-rows", async (tx) => {
      const { rows } = await sql<{
        n: number
      }>`select count(*) as n from scratch where id = ${id} and user_id = ${ann}`.execute(tx)
      return rows[0]?.n ?? -1
    })
  }
})
