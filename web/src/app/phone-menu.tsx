import { Link } from "@tanstack/react-router"
import { LogOut, Settings2 } from "lucide-react"
import { Dialog } from "../components/dialog.tsx"
import { accountWords, useSignOut } from "../features/accounts/index.ts"
import { places } from "./places.ts"
import { words } from "./words.ts"

/** All sections, settings and signing out, for windows without the sidebar. */
export function PhoneMenu({ onClose }: { onClose: () => void }) {
  const signOut = useSignOut()
  return (
    <Dialog isOpen onClose={onClose} title={words.menuTitle} place="side">
      <ul className="menu-list">
        {places.map(({ to, name, icon: Icon }) => (
          <li key={to}>
            <Link className="menu-link" to={to} activeOptions={{ exact: to === "/" }} onClick={onClose}>
              <Icon className="i" aria-hidden="true" />
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <ul className="menu-list">
        <li>
          <Link className="menu-link" to="/settings" onClick={onClose}>
            <Settings2 className="i" aria-hidden="true" />
            {words.settings}
          </Link>
        </li>
        <li>
          <button className="menu-link" type="button" onClick={() => signOut.mutate()}>
            <LogOut className="i" aria-hidden="true" />
            {accountWords.signOut}
          </button>
        </li>
      </ul>
    </Dialog>
  )
}
