import { sql } from "kysely"
import { it } from "vitest"
import { readFileSync } from "node:fs"
import { describeEachDatabase } from "../../../test/database.ts"
import { addIndexedTexts } from "./add-indexed-texts.ts"
import { findPostings } from "./postings-store.ts"
import { termsOneErrorAway } from "./retrieval/spelling.ts"
import { LIBRARY_USER_ID } from "./material.ts"
import { readQuery } from "./retrieval/query.ts"
const texts:{title:string,text:string}[]=[]
for (const l of readFileSync("/tmp/ret/col/cacm/corpus.jsonl","utf8").trim().split("\n")) {const d=JSON.parse(l); texts.push({title:d.title,text:d.text})}
const qs=readFileSync('/tmp/ret/col/cacm/queries.jsonl','utf8').trim().split('\n').map(l=>JSON.parse(l).text)
describeEachDatabase("tp",(open,engine)=>{ it("q",async()=>{
  const t=open(); const {db}=t; const {userId}=await t.createLearner(); await addIndexedTexts({db,clock:t.clock},userId,texts); const owners=[userId,LIBRARY_USER_ID]
  for(const a of [false,true]){ if(a) await db.execute("vacuum analyze chunk_terms")
   for(const w of ["pooch","prieve"]){const v=termsOneErrorAway(w); const ts:number[]=[]; for(let i=0;i<7;i++) await db.readAsLearner(userId,async tx=>{await sql`select 1`.execute(tx);const t0=performance.now(); await findPostings(tx,owners,v); ts.push(performance.now()-t0)}); ts.sort((x,y)=>x-y); console.log(engine,a,w,v.length,"terms median",ts[3]!.toFixed(1),"min",ts[0]!.toFixed(1))}
   const big=qs.map(q=>({q,n:readQuery(q).length})).sort((x,y)=>y.n-x.n)[0]!; const ts:number[]=[]; let rows=0; for(let i=0;i<7;i++) await db.readAsLearner(userId,async tx=>{await sql`select 1`.execute(tx);const t0=performance.now(); rows=(await findPostings(tx,owners,[...new Set(readQuery(big.q).map(x=>x.term))])).length; ts.push(performance.now()-t0)}); ts.sort((x,y)=>x-y); console.log(engine,a,"long query",big.n,"rows",rows,"median",ts[3]!.toFixed(1),"min",ts[0]!.toFixed(1))
   console.log((await db.readAsLearner(userId,tx=>sql<any>`explain analyze select term from chunk_terms where user_id = any(${owners}::uuid[]) and term = any(${termsOneErrorAway("prieve")}::text[])`.execute(tx))).rows.map((r:any)=>r["QUERY PLAN"].slice(0,330)).join("\n"))
  }
 },300000)})
