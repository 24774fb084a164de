;; SPDX-License-Identifier: Apache-2.0 -*- lexical-binding: t -*-
;; emacs --batch -Q -l gnus.el PORT STREAM CERTIFICATE STEP: Gnus as somebody at the keyboard uses it.
(require 'gnus)
(require 'nnimap)
(require 'nsm)

(defvar port (string-to-number (pop command-line-args-left)))
(defvar stream (intern (pop command-line-args-left)))
(setq gnutls-trustfiles (list (pop command-line-args-left)))

(setq auth-sources '("~/authinfo")
      ;; nobody is there to be asked: what gnutls does not believe is an error
      gnutls-verify-error t
      nsm-trust-local-network t
      network-security-level 'low
      nsm-settings-file "~/network-security.data"
      gnus-select-method `(nnimap "penny" (nnimap-address "localhost") (nnimap-server-port ,port)
                                  (nnimap-stream ,stream) (nnimap-user "anna"))
      gnus-startup-file "~/newsrc"
      gnus-init-file "~/none"
      gnus-read-newsrc-file nil
      gnus-use-dribble-file nil
      gnus-agent nil
      gnus-novice-user nil
      gnus-expert-user t
      gnus-interactive-exit nil
      gnus-large-newsgroup nil
      gnus-permanently-visible-groups ".")

(defun at (subject)
  "Go to the article of SUBJECT in the summary."
  (goto-char (point-min))
  (search-forward subject))

(gnus)
(pcase (pop command-line-args-left)
  ("first"
   (unless (gnus-group-make-group "Entwürfe" gnus-select-method)
     (error "Not made"))
   (unless (gnus-group-read-group t nil "INBOX")
     (error "Not entered"))
   (at "delivery 1")
   (gnus-summary-show-article)
   (message "article <<%s>>" (with-current-buffer gnus-article-buffer (buffer-string)))
   (gnus-summary-mark-article nil gnus-read-mark)
   (at "delivery 2")
   (gnus-summary-tick-article nil)
   (at "delivery 3")
   (gnus-summary-mark-article-as-replied (gnus-summary-article-number))
   (gnus-summary-mark-article nil gnus-read-mark)
   (at "delivery 4")
   (gnus-summary-move-article nil "Entwürfe")
   (at "delivery 5")
   (gnus-summary-delete-article)
   (gnus-summary-exit))
  ("second"
   (message "groups <<%s>>" (buffer-string))
   (unless (gnus-group-read-group nil nil "INBOX")
     (error "Not entered"))
   (message "summary <<%s>>" (with-current-buffer gnus-summary-buffer (buffer-string)))
   (gnus-summary-catchup nil t)
   (gnus-summary-exit)
   (gnus-group-read-group t nil "Entwürfe")
   (message "drafts <<%s>>" (with-current-buffer gnus-summary-buffer (buffer-string)))
   (gnus-summary-exit)
   (gnus-group-rename-group "Entwürfe" "Größe"))
  ("third"
   (message "groups <<%s>>" (buffer-string))))
(gnus-group-exit)
