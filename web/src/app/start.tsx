import { QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { ToastSpot } from "../components/toast.tsx"
import { sessionStatus } from "../lib/session.ts"
import { keepFocus } from "./keep-focus.ts"
import { createQueryClient } from "./query-client.ts"
import { createAppRouter } from "./router.ts"

const queryClient = createQueryClient()
const router = createAppRouter(queryClient)

sessionStatus.subscribe(() => {
  // Nothing of one learner may be shown to the next.
  if (sessionStatus.get() === "guest") queryClient.clear()
  void router.invalidate()
})

keepFocus()

const root = document.getElementById("root")
if (!root) throw new Error("index.html has no #root")
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <ToastSpot />
    </QueryClientProvider>
  </StrictMode>,
)
